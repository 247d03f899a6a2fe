namespace RayNet;

/// <summary>The worker that ran the task was lost, or was abandoned by a forced cancellation.</summary>
public sealed class WorkerCrashedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public WorkerCrashedException(string message, Exception? innerException = null)
        : base(RayErrorCode.WorkerCrashed, message, innerException)
    {
    }
}
