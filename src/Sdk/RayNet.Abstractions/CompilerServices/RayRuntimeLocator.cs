namespace RayNet.CompilerServices;

/// <summary>
/// Finds the runtime that InitAsync starts. The SDK does not reference the runtime, so that class libraries need only the SDK;
/// the literal type name is understood by the trimmer.
/// </summary>
internal static class RayRuntimeLocator
{
    internal static ValueTask<IRayClient> StartAsync(RayOptions options, CancellationToken cancellationToken)
    {
        var type = Type.GetType("RayNet.Runtime.Embedded.EmbeddedClusterFactory, RayNet.Runtime.Core", throwOnError: false);
        if (type is null || Activator.CreateInstance(type, nonPublic: true) is not RayRuntimeFactory factory)
        {
            throw new RayNotInitializedException("The RayNet runtime is not part of this application: it references only RayNet.Abstractions. Add a reference to the package RayNet to the project that calls Ray.InitAsync.");
        }

        return factory.StartAsync(options, cancellationToken);
    }
}
