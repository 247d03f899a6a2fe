namespace RayNet;

/// <summary>An attempt ran longer than its <see cref="TaskOptions.Timeout"/> and was cancelled.</summary>
public sealed class RemoteTaskTimeoutException : TimeoutException, IRayError
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which task, and how long it was allowed to take.</param>
    public RemoteTaskTimeoutException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public RayErrorCode Code => RayErrorCode.TaskTimedOut;
}
