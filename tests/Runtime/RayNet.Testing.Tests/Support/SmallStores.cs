namespace RayNet.Testing.Tests;

/// <summary>Clusters of two nodes with small stores.</summary>
internal static class SmallStores
{
    internal const long Capacity = 64L << 20;

    internal static async Task<RayCluster> StartAsync(string? spilling = null, TimeSpan? timeout = null, NodeMode mode = NodeMode.InProcess)
    {
        NodeOptions Of(string name) => On.Has(name) with
        {
            ObjectStoreBytes = Capacity,
            ObjectSpillingDirectory = spilling,
            ObjectStoreTimeout = timeout ?? TimeSpan.FromMinutes(1),
        };
        return await RayCluster.StartAsync(new RayClusterOptions { Mode = mode, ToolPath = mode == NodeMode.Process ? DriverProcess.Tool : null, Head = Of("head"), Nodes = [Of("second")] });
    }
}
