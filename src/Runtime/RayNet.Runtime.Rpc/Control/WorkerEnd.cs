namespace RayNet.Runtime.Control;

/// <summary>A worker that its node stopped: because memory was short, or because others needed its resources.</summary>
/// <param name="ProcessId">In the operating system's numbering.</param>
/// <param name="Node">The node.</param>
/// <param name="NodeName">Its name.</param>
/// <param name="WorkerBytes">What the worker used.</param>
/// <param name="UsedBytes">What was in use on the node.</param>
/// <param name="TotalBytes">What the node has.</param>
/// <param name="Threshold">The part of it from which on workers are stopped.</param>
/// <param name="Choice">Why this one, in words.</param>
internal sealed record WorkerEnd(int ProcessId, NodeId Node, string NodeName, long WorkerBytes, long UsedBytes, long TotalBytes, double Threshold, string Choice)
{
    /// <summary>The job that needed its resources; memory was short where there is none.</summary>
    public JobId PreemptedBy { get; init; }

    /// <summary>The team of that job.</summary>
    public string PreemptedByTeam { get; init; } = string.Empty;

    /// <summary>The priority of that job.</summary>
    public int PreemptedByPriority { get; init; }

    /// <summary>The priority of the job whose worker it was.</summary>
    public int Priority { get; init; }
}
