namespace RayNet;

/// <summary>
/// The worker of a call was stopped because a job of a higher priority needed its resources, and the call cannot run again. Calls with <see cref="TaskOptions.MaxRetries"/> other than 0 do,
/// and no retry is counted.
/// </summary>
public sealed class PreemptedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who was stopped, where, and for whom.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="processId">The worker, in the operating system's numbering.</param>
    /// <param name="priority">The priority of the call's job.</param>
    /// <param name="preemptedBy">The job that got the resources.</param>
    /// <param name="preemptedByQuota">The team of that job.</param>
    /// <param name="preemptedByPriority">The priority of that job.</param>
    public PreemptedException(string message, NodeId nodeId, int processId, int priority, JobId preemptedBy, string preemptedByQuota, int preemptedByPriority)
        : base(RayErrorCode.Preempted, message)
    {
        NodeId = nodeId;
        ProcessId = processId;
        Priority = priority;
        PreemptedBy = preemptedBy;
        PreemptedByQuota = preemptedByQuota;
        PreemptedByPriority = preemptedByPriority;
    }

    /// <summary>The node of the worker.</summary>
    public NodeId NodeId { get; }

    /// <summary>The worker that was stopped, in the operating system's numbering.</summary>
    public int ProcessId { get; }

    /// <summary>The priority of the call's job.</summary>
    public int Priority { get; }

    /// <summary>The job that got the resources.</summary>
    public JobId PreemptedBy { get; }

    /// <summary>The team of that job.</summary>
    public string PreemptedByQuota { get; }

    /// <summary>The priority of that job.</summary>
    public int PreemptedByPriority { get; }
}
