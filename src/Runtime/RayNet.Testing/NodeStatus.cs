namespace RayNet.Testing;

/// <summary>A node as the head and the node itself describe it.</summary>
/// <param name="Id">The node.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where others reach it, as <c>host:port</c>.</param>
/// <param name="IsHead">Whether the head runs in the same process.</param>
/// <param name="Condition">Whether it is there.</param>
public sealed record NodeStatus(NodeId Id, string Name, string Address, bool IsHead, NodeCondition Condition)
{
    /// <summary>Why it is not alive; empty otherwise.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>Whether the node itself has answered. Without an answer the numbers below are 0.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>All of its resources by name.</summary>
    public IReadOnlyDictionary<string, double> Resources { get; init; } = new Dictionary<string, double>();

    /// <summary>What is free of them.</summary>
    public IReadOnlyDictionary<string, double> Available { get; init; } = new Dictionary<string, double>();

    /// <summary>Requests that wait on the node for resources.</summary>
    public int PendingRequests { get; init; }

    /// <summary>The operating system's ids of its worker processes.</summary>
    public IReadOnlyList<int> WorkerProcesses { get; init; } = [];

    /// <summary>Leases on its workers.</summary>
    public int Leases { get; init; }

    /// <summary>Actors in its workers.</summary>
    public int Actors { get; init; }

    /// <summary>Objects in its store.</summary>
    public int StoredObjects { get; init; }

    /// <summary>Those of them that somebody reads now.</summary>
    public int PinnedObjects { get; init; }

    /// <summary>Bytes of its store in use.</summary>
    public long StoreUsedBytes { get; init; }

    /// <summary>Attempts beyond the first of tasks of drivers beside it, as far as it remembers.</summary>
    internal IReadOnlyList<(string Task, int Attempt)> Retries { get; init; } = [];

    /// <summary>Bytes of objects that are on disk only, because its store was full.</summary>
    public long SpilledBytes { get; init; }
}
