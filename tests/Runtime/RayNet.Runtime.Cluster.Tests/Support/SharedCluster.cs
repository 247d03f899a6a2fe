namespace RayNet.Runtime.Cluster.Tests;

/// <summary>The cluster of all tests that leave it as they found it: two workers, four CPUs.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private TestCluster? _cluster;

    internal TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }
}
