namespace RayNet;

/// <summary>
/// Where a user's exception came from. Thrown in place of the user's exception only where that cannot be rebuilt in this
/// process; otherwise it is reached through <see cref="RemoteExceptionExtensions.GetRemoteContext"/>. Where the exception came
/// out of a nested remote call, <see cref="Exception.InnerException"/> is the context of that call.
/// </summary>
public sealed class RemoteTaskException : RayException
{
    internal RemoteTaskException(TaskId taskId, string taskName, NodeId nodeId, int attempt, Exception cause, RemoteTaskException? origin = null)
        : base(RayErrorCode.TaskFailed, $"Task {taskName} ({taskId}) failed on node {nodeId} in attempt {attempt}: {cause.GetType()}: {cause.Message}", origin)
    {
        TaskId = taskId;
        TaskName = taskName;
        NodeId = nodeId;
        Attempt = attempt;
        RemoteTypeName = cause.GetType().FullName ?? cause.GetType().Name;
        RemoteMessage = cause.Message;
        RemoteStackTrace = cause.StackTrace ?? string.Empty;
    }

    internal RemoteTaskException(TaskId taskId, string taskName, NodeId nodeId, int attempt, string remoteTypeName, string remoteMessage, string remoteStackTrace, RemoteTaskException? origin)
        : base(RayErrorCode.TaskFailed, $"Task {taskName} ({taskId}) failed on node {nodeId} in attempt {attempt}: {remoteTypeName}: {remoteMessage}", origin)
    {
        TaskId = taskId;
        TaskName = taskName;
        NodeId = nodeId;
        Attempt = attempt;
        RemoteTypeName = remoteTypeName;
        RemoteMessage = remoteMessage;
        RemoteStackTrace = remoteStackTrace;
    }

    /// <summary>The task or actor call whose code threw.</summary>
    public TaskId TaskId { get; }

    /// <summary>The name of the task or actor call.</summary>
    public string TaskName { get; }

    /// <summary>The node that ran it.</summary>
    public NodeId NodeId { get; }

    /// <summary>The attempt that failed last, counted from 1.</summary>
    public int Attempt { get; }

    /// <summary>The full name of the exception's type.</summary>
    public string RemoteTypeName { get; }

    /// <summary>The message of the exception.</summary>
    public string RemoteMessage { get; }

    /// <summary>The stack trace on the worker.</summary>
    public string RemoteStackTrace { get; }
}
