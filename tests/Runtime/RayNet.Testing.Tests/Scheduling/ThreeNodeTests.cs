namespace RayNet.Testing.Tests.Scheduling;

/// <summary>Tests that begin on an idle cluster: what the test before left behind would be in the way.</summary>
public abstract class ThreeNodeTests(ThreeNodes nodes) : IClassFixture<ThreeNodes>, IAsyncLifetime
{
    private protected ThreeNodes Nodes { get; } = nodes;

    public async ValueTask InitializeAsync() => await Nodes.Cluster.WaitUntilIdleAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
