using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A cluster of worker processes.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private TestCluster(IRayClient client) => Client = client;

    public IRayClient Client { get; }

    public ClusterRuntime Runtime => ((ClusterClient)Client).Runtime;

    public NodeAgent Node => Runtime.LocalNode!;

    public StoreStatistics Store => Node.Objects.Started?.Directory.GetStatistics() ?? default;

    public static async Task<TestCluster> StartAsync(int workers = 2, double cpus = 4, Action<RayOptions>? configure = null, Func<NodeAgentOptions, NodeAgentOptions>? node = null)
    {
        var options = new RayOptions { SetAsDefault = false, Workers = workers, NumCpus = cpus, LogToDriver = false };
        configure?.Invoke(options);
        return new TestCluster(await ClusterFactory.StartAsync(options, own => (node ?? (static item => item))(own with { Memory = MemoryOptions.Off }), CancellationToken.None).AsTask().Within("the start of a cluster"));
    }

    public IDisposable Use() => Client.Use();

    /// <summary>An actor in each worker process.</summary>
    public async Task<Probes> ProbeAsync() => await Probes.StartAsync(Node.Options.MaxWorkersPerJob, () => string.Join(", ", Node.Workers.States().AsEnumerable()));

    /// <summary>Waits until no task holds anything.</summary>
    public Task AllFree() => Soon.Until(
        () => Client.ClusterResources().All(item => Node.Scheduler.Snapshot(available: true)[item.Key] == item.Value),
        () => string.Join(", ", Node.Scheduler.Snapshot(available: true)));

    public async ValueTask DisposeAsync() => await Client.DisposeAsync().AsTask().Within("shutdown");
}
