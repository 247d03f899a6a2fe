namespace RayNet;

/// <summary>A task asks for a service that the worker does not have.</summary>
public sealed class ServiceMissingException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ServiceMissingException(string message, Exception? innerException = null)
        : base(RayErrorCode.ServiceMissing, message, innerException)
    {
    }
}
