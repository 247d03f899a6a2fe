namespace RayNet.CompilerServices;

/// <summary>Starts a runtime. Implemented by the runtime assembly.</summary>
internal abstract class RayRuntimeFactory
{
    internal abstract ValueTask<IRayClient> StartAsync(RayOptions options, CancellationToken cancellationToken);
}
