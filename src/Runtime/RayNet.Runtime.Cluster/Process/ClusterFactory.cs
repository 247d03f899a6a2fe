using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster;

/// <summary>Starts what is more than an embedded cluster. Found by the embedded one's factory.</summary>
internal sealed class ClusterFactory : RayRuntimeFactory
{
    internal override ValueTask<IRayClient> StartAsync(RayOptions options, CancellationToken cancellationToken) => StartAsync(options, null, cancellationToken);

    /// <summary>As the other one; <paramref name="configure"/> changes what options do not say of a local node.</summary>
    internal static async ValueTask<IRayClient> StartAsync(RayOptions options, Func<NodeAgentOptions, NodeAgentOptions>? configure, CancellationToken cancellationToken)
    {
        if (WorkerEnvironment.IsWorker)
        {
            // A program that is one binary is its own worker: it comes here by the way that it goes as a driver, and no further.
            Environment.Exit(await WorkerMain.RunAsync().ConfigureAwait(false));
        }

        if (options.Workers is { } workers && workers < 1)
        {
            throw new InvalidOptionException($"Workers is {workers}; give 1 or more, or none to run everything in this process.");
        }

        if (options.Address is not null && options.Workers is not null)
        {
            throw new InvalidOptionException("Address and Workers are both set: a program joins a cluster, or starts workers of its own. Set one of them.");
        }

        string? address = options.Address ?? (options.Workers is null ? ClusterEnvironment.Variable(ClusterEnvironment.Address) : null);
        ClusterRuntime runtime = address is null
            ? await LocalCluster.StartAsync(options, configure, cancellationToken).ConfigureAwait(false)
            : await AddressCluster.StartAsync(options, address, cancellationToken).ConfigureAwait(false);
        if (!options.SetAsDefault)
        {
            RayAmbient.AddScoped();
        }
        else if (!RayAmbient.TrySetDefault(runtime))
        {
            await runtime.ShutdownAsync(CancellationToken.None).ConfigureAwait(false);
            return options.IgnoreReinit && RayAmbient.Default is { } winner
                ? winner.Client
                : throw new RayAlreadyInitializedException("RayNet is initialized already in this process. Use the client that is there (Ray.Client), set IgnoreReinit, or shut it down first with Ray.ShutdownAsync.");
        }

        return runtime.Client;
    }
}
