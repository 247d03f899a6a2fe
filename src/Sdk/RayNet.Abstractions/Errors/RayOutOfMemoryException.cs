namespace RayNet;

/// <summary>
/// The worker of a call was stopped because its node ran short of memory, and the call may not run again. With <see cref="TaskOptions.MaxRetries"/> or <see cref="ActorOptions.MaxRestarts"/> left, it does.
/// </summary>
public sealed class RayOutOfMemoryException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who was stopped, where, and why.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="processId">The worker, in the operating system's numbering.</param>
    /// <param name="workerBytes">What the worker used.</param>
    /// <param name="usedBytes">What was in use on the node.</param>
    /// <param name="totalBytes">What the node has.</param>
    /// <param name="threshold">The part of it from which on workers are stopped.</param>
    public RayOutOfMemoryException(string message, NodeId nodeId, int processId, long workerBytes, long usedBytes, long totalBytes, double threshold)
        : base(RayErrorCode.OutOfMemory, message)
    {
        NodeId = nodeId;
        ProcessId = processId;
        WorkerBytes = workerBytes;
        UsedBytes = usedBytes;
        TotalBytes = totalBytes;
        Threshold = threshold;
    }

    /// <summary>The node that ran short of memory.</summary>
    public NodeId NodeId { get; }

    /// <summary>The worker that was stopped, in the operating system's numbering.</summary>
    public int ProcessId { get; }

    /// <summary>Bytes that the worker used, without what it shared with others.</summary>
    public long WorkerBytes { get; }

    /// <summary>Bytes that were in use on the node, or in the container around it.</summary>
    public long UsedBytes { get; }

    /// <summary>Bytes that the node, or the container around it, has.</summary>
    public long TotalBytes { get; }

    /// <summary>The part of <see cref="TotalBytes"/> from which on workers are stopped.</summary>
    public double Threshold { get; }
}
