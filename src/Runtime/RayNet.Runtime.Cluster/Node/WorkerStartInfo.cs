namespace RayNet.Runtime.Cluster.Node;

/// <summary>What a worker is told when it is started, by its environment.</summary>
/// <param name="Process">The origin of the ids that it will make.</param>
/// <param name="Node">Its node.</param>
/// <param name="Job">Its job.</param>
/// <param name="NodeProcessId">The node's process: when it ends, the worker ends.</param>
/// <param name="NodeLane">The node's socket.</param>
/// <param name="Lane">The worker's own socket.</param>
/// <param name="Token">What opens links.</param>
/// <param name="Setup">What it has in common with the other workers of its job.</param>
internal sealed record WorkerStartInfo(
    ulong Process,
    NodeId Node,
    JobId Job,
    int NodeProcessId,
    string NodeLane,
    string Lane,
    string Token,
    WorkerSetup Setup)
{
    /// <summary>The node's socket for links to other nodes; empty where there are none.</summary>
    internal string BridgeLane { get; init; } = string.Empty;

    /// <summary>The GPUs that it is to see; <see langword="null"/> where the node counts none.</summary>
    internal IReadOnlyList<string>? Gpus { get; init; }
}
