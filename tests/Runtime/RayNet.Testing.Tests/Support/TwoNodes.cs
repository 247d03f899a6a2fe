namespace RayNet.Testing.Tests;

/// <summary>A head and a second node, for tests that leave them as they were.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private RayCluster? _cluster;

    public RayCluster Cluster => _cluster!;

    public RayNode Second => Cluster.Nodes[1];

    public async ValueTask InitializeAsync() =>
        _cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second")] });

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }
}
