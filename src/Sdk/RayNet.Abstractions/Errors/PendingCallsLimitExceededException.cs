namespace RayNet;

/// <summary>The actor has as many pending calls as its MaxPendingCalls allows, or the client as many tasks as <see cref="RayOptions.MaxPendingTasks"/> or <see cref="RayOptions.MaxPendingTaskBytes"/>.</summary>
public sealed class PendingCallsLimitExceededException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public PendingCallsLimitExceededException(string message, Exception? innerException = null)
        : base(RayErrorCode.PendingCallsLimitExceeded, message, innerException)
    {
    }
}
