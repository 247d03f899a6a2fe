namespace RayNet;

/// <summary>The value was released: every reference to it was disposed.</summary>
public sealed class ObjectReleasedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ObjectReleasedException(string message, Exception? innerException = null)
        : base(RayErrorCode.ObjectReleased, message, innerException)
    {
    }
}
