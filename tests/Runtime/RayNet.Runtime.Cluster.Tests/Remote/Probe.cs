namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Looks into the worker that it lives in.</summary>
[Actor]
internal sealed class Probe
{
    public int ProcessId() => Environment.ProcessId;

    public void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    /// <summary>References given out, borrowed, and kept for others.</summary>
    public int[] References()
    {
        ClusterRuntime runtime = ((ClusterClient)Ray.Client).Runtime;
        return [runtime.References.ExportedCount, runtime.References.BorrowedCount, runtime.References.KeptCount];
    }

    public void Exit() => Environment.Exit(3);
}
