namespace RayNet;

/// <summary>The base of RayNet's exceptions, apart from those that derive from the platform's timeout and cancellation exceptions.</summary>
public class RayException : Exception, IRayError
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">What failed.</param>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RayException(RayErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <inheritdoc />
    public RayErrorCode Code { get; }
}
