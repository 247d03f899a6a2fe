namespace RayNet;

/// <summary>An option has a value that is not allowed. The message names the option, the value and the allowed range.</summary>
public sealed class InvalidOptionException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public InvalidOptionException(string message, Exception? innerException = null)
        : base(RayErrorCode.InvalidOption, message, innerException)
    {
    }
}
