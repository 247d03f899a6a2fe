namespace RayNet;

/// <summary>RayNet is initialized already in this process.</summary>
public sealed class RayAlreadyInitializedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RayAlreadyInitializedException(string message, Exception? innerException = null)
        : base(RayErrorCode.AlreadyInitialized, message, innerException)
    {
    }
}
