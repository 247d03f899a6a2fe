namespace RayNet;

/// <summary>RayNet is not initialized in this process or flow, or was shut down.</summary>
public sealed class RayNotInitializedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RayNotInitializedException(string message, Exception? innerException = null)
        : base(RayErrorCode.NotInitialized, message, innerException)
    {
    }
}
