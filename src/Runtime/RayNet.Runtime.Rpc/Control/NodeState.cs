namespace RayNet.Runtime.Control;

/// <summary>A node's account of itself.</summary>
/// <param name="Info">The node.</param>
/// <param name="Available">Free resources.</param>
/// <param name="Workers">Its workers.</param>
/// <param name="Objects">The largest objects of its store.</param>
/// <param name="StoreUsed">Bytes in use.</param>
/// <param name="StoreCapacity">Bytes at most.</param>
/// <param name="SpilledBytes">Bytes on disk.</param>
/// <param name="ObjectCount">All objects.</param>
/// <param name="Attempts">The latest attempts of tasks of which one has failed, of owners beside the node.</param>
internal sealed record NodeState(
    NodeInfo Info,
    Dictionary<string, double> Available,
    WorkerState[] Workers,
    StoredObjectState[] Objects,
    long StoreUsed,
    long StoreCapacity,
    long SpilledBytes,
    int ObjectCount,
    TaskAttemptState[] Attempts);
