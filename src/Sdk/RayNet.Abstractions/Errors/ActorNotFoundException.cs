namespace RayNet;

/// <summary>There is no living actor of the name.</summary>
public sealed class ActorNotFoundException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ActorNotFoundException(string message, Exception? innerException = null)
        : base(RayErrorCode.ActorNotFound, message, innerException)
    {
    }
}
