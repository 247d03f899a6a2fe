namespace RayNet.Runtime.Cluster.Tests;

internal static class EndingCallers
{
    /// <summary>Holds the handle until the gate opens.</summary>
    [Remote]
    public static async Task<int> Keep(ActorHandle<Ending> handle, string gate)
    {
        await Gate.PassAsync(gate);
        return await handle.Ping();
    }
}
