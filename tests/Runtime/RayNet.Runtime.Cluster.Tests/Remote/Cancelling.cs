namespace RayNet.Runtime.Cluster.Tests;

internal static class Cancelling
{
    /// <summary>A task that listens to its token, owned by this one.</summary>
    [Remote]
    public static List<ObjectRef> Submit(string gate) => [Work.WaitForCancellationRemote(gate)];
}
