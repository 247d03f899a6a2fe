namespace RayNet;

/// <summary>The cluster shut down before the task ended.</summary>
public sealed class RayShutdownException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RayShutdownException(string message, Exception? innerException = null)
        : base(RayErrorCode.Shutdown, message, innerException)
    {
    }
}
