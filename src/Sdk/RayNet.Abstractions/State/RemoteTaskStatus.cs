namespace RayNet;

/// <summary>How far a task is that has not ended.</summary>
public enum RemoteTaskStatus
{
    /// <summary>An argument is not there yet.</summary>
    WaitingForArgument = 0,

    /// <summary>An attempt has failed, and the next one waits for its delay.</summary>
    WaitingForRetry = 1,

    /// <summary>Waits for resources, or for a worker.</summary>
    Queued = 2,

    /// <summary>Runs, or was sent to the worker that runs it.</summary>
    Running = 3,
}
