using System.ComponentModel;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Embedded;

/// <summary>Starts the embedded cluster. Named by generated code, since the SDK does not reference the runtime.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmbeddedClusterFactory : RayRuntimeFactory
{
    internal override ValueTask<IRayClient> StartAsync(RayOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.SetAsDefault && RayAmbient.Default is { } existing)
        {
            return options.IgnoreReinit ? new ValueTask<IRayClient>(existing.Client) : throw AlreadyInitialized();
        }

        if (options.Workers is not null || options.Address is not null || IsSet("RAYNET_ADDRESS") || IsSet("RAYNET_WORKER"))
        {
            return FindClusterFactory().StartAsync(options, cancellationToken);
        }

        var cluster = new EmbeddedCluster(options);
        if (options.SetAsDefault && !RayAmbient.TrySetDefault(cluster))
        {
            _ = cluster.ShutdownAsync(CancellationToken.None);
            return options.IgnoreReinit && RayAmbient.Default is { } winner ? new ValueTask<IRayClient>(winner.Client) : throw AlreadyInitialized();
        }

        return new ValueTask<IRayClient>(cluster.Client);
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    private static RayRuntimeFactory FindClusterFactory()
    {
        // Programs that stay in one process never load it. The literal is understood by the trimmer.
        var type = Type.GetType("RayNet.Runtime.Cluster.ClusterFactory, RayNet.Runtime.Cluster", throwOnError: false);
        return type is not null && Activator.CreateInstance(type) is RayRuntimeFactory factory
            ? factory
            : throw new RayNotInitializedException("Worker processes and clusters need the assembly RayNet.Runtime.Cluster, which is not part of this application. Reference the package RayNet, which brings it.");
    }

    private static RayAlreadyInitializedException AlreadyInitialized() =>
        new("RayNet is initialized already in this process. Use the client that is there (Ray.Client), set IgnoreReinit, or shut it down first with Ray.ShutdownAsync.");
}
