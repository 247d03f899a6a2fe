namespace RayNet.CompilerServices;

/// <summary>
/// Finds the runtime that InitAsync starts. The SDK does not reference the runtime, so that class libraries need only the SDK.
/// </summary>
internal static class RayRuntimeLocator
{
    internal static ValueTask<IRayClient> StartAsync(RayOptions options, CancellationToken cancellationToken) =>
        Find().StartAsync(options, cancellationToken);

    private static RayRuntimeFactory Find()
    {
        // Generated code of the application names the type; a look-up by string costs milliseconds of start-up.
        foreach (RemoteManifest manifest in RemoteRegistry.Manifests)
        {
            if (manifest.CreateRuntimeFactory() is { } generated)
            {
                return generated;
            }
        }

        // An application without remote code of its own. The literal is understood by the trimmer.
        var type = Type.GetType("RayNet.Runtime.Embedded.EmbeddedClusterFactory, RayNet.Runtime.Core", throwOnError: false);
        if (type is not null && Activator.CreateInstance(type) is RayRuntimeFactory factory)
        {
            return factory;
        }

        throw new RayNotInitializedException("The RayNet runtime is not part of this application: it references only RayNet.Abstractions. Add a reference to the package RayNet to the project that calls Ray.InitAsync.");
    }
}
