using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Cluster.Logging;

/// <summary>What a node and its processes say.</summary>
internal static partial class ClusterLog
{
    [LoggerMessage(2001, LogLevel.Debug, "Worker process {ProcessId} {How}.")]
    internal static partial void WorkerExited(this ILogger logger, int processId, string how);

    [LoggerMessage(2018, LogLevel.Debug, "Worker process {ProcessId} has connected {Milliseconds} ms after it was asked for.")]
    internal static partial void WorkerConnected(this ILogger logger, int processId, double milliseconds);

    [LoggerMessage(2002, LogLevel.Error, "A worker process could not be started.")]
    internal static partial void WorkerStartFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2016, LogLevel.Warning, "Worker process {ProcessId} has not connected within {Seconds} s and is stopped. Its output is in the session's logs.")]
    internal static partial void WorkerLate(this ILogger logger, int processId, double seconds);

    [LoggerMessage(2017, LogLevel.Warning, "Detached actor {Actor} ({Id}) could not be made on this node {Failures} times; it is handed back after {Seconds} s: {Reason}")]
    internal static partial void PlacementPaused(this ILogger logger, string actor, ActorId id, int failures, double seconds, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "The frame of kind {Kind} from process {Process} failed.")]
    internal static partial void FrameFailed(this ILogger logger, byte kind, ulong process, Exception exception);

    [LoggerMessage(2005, LogLevel.Warning, "The object store did not end in good order.")]
    internal static partial void StoreFailed(this ILogger logger, Exception exception);

    [LoggerMessage(2006, LogLevel.Warning, "Detached actor {Actor} ({Id}) cannot be made on this node.")]
    internal static partial void PlacementFailed(this ILogger logger, string actor, ActorId id, Exception exception);

    [LoggerMessage(2011, LogLevel.Warning, "{What} (process {ProcessId})")]
    internal static partial void WorkerStoppedForMemory(this ILogger logger, int processId, string what);

    [LoggerMessage(2012, LogLevel.Warning, "Node {Node} runs short of memory ({Used} of {Total} bytes are in use), and has no worker that could be stopped. Something else on the machine uses it.")]
    internal static partial void MemoryShort(this ILogger logger, string node, long used, long total);

    [LoggerMessage(2013, LogLevel.Information, "Node {Node} is drained: {Reason}")]
    internal static partial void Draining(this ILogger logger, string node, string reason);

    [LoggerMessage(2014, LogLevel.Error, "Node {Node} could not be emptied, and waits for the deadline of its drain.")]
    internal static partial void DrainFailed(this ILogger logger, string node, Exception exception);

    [LoggerMessage(2015, LogLevel.Information, "{What} (process {ProcessId})")]
    internal static partial void WorkerPreempted(this ILogger logger, int processId, string what);

    [LoggerMessage(2007, LogLevel.Information, "{Call} runs again, attempt {Attempt}: the result of an earlier one was lost.")]
    internal static partial void RunsAgain(this ILogger logger, string call, int attempt);

    [LoggerMessage(2004, LogLevel.Warning, "The node has lost the head: {Reason}")]
    internal static partial void HeadLost(this ILogger logger, string reason);
}
