using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Starts a runtime. Implemented by the runtime assembly.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RayRuntimeFactory
{
    private protected RayRuntimeFactory()
    {
    }

    internal abstract ValueTask<IRayClient> StartAsync(RayOptions options, CancellationToken cancellationToken);
}
