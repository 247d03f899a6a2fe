namespace RayNet.Testing.Tests.Scheduling;

/// <summary>One cluster of three nodes with labels for all tests of a class.</summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    internal RayCluster Cluster { get; private set; } = null!;

    internal IRayClient Driver { get; private set; } = null!;

    internal string Head => Cluster.Nodes[0].Id.ToString();

    internal string Second => Cluster.Nodes[1].Id.ToString();

    internal string Third => Cluster.Nodes[2].Id.ToString();

    public async ValueTask InitializeAsync()
    {
        Cluster = await RayCluster.StartAsync(new RayClusterOptions
        {
            Head = Node("head", ("zone", "north"), ("gpu", "A100")),
            Nodes = [Node("second", ("zone", "south"), ("gpu", "H100")), Node("third")],
        });
        Driver = await Cluster.ConnectAsync();
    }

    /// <summary>The driver for the calls of one test.</summary>
    internal IDisposable Use() => Driver.Use();

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private static NodeOptions Node(string name, params (string Key, string Value)[] labels) =>
        On.Has(name) with { Labels = labels.ToDictionary(static item => item.Key, static item => item.Value) };
}
