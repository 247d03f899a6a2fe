namespace RayNet.Runtime.Cluster.Node.Memory;

/// <summary>A worker as the memory monitor sees it.</summary>
/// <param name="Process">In RayNet's numbering.</param>
/// <param name="Bytes">What comes free when it ends.</param>
/// <param name="Leases">Leases on it, of tasks and actors.</param>
/// <param name="IsRetriable">Whether all that it does may be done again.</param>
/// <param name="Newest">The number of the newest lease on it; numbers grow.</param>
internal sealed record WorkerLoad(ulong Process, long Bytes, int Leases, bool IsRetriable, long Newest);
