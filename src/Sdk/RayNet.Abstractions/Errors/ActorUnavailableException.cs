namespace RayNet;

/// <summary>The actor was lost under the call and may come back. Whether the call ran is not known; it did not run twice.</summary>
public sealed class ActorUnavailableException : ActorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="actorId">The actor that was called.</param>
    /// <param name="message">Why the actor cannot be reached.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ActorUnavailableException(ActorId actorId, string message, Exception? innerException = null)
        : base(RayErrorCode.ActorUnavailable, actorId, message, innerException)
    {
    }
}
