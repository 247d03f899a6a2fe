namespace RayNet;

/// <summary>The actor is dead and will not come back. <see cref="Exception.InnerException"/> is the constructor's exception where that was the cause.</summary>
public sealed class ActorDiedException : ActorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="actorId">The actor that was called.</param>
    /// <param name="message">Why the actor died.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ActorDiedException(ActorId actorId, string message, Exception? innerException = null)
        : base(RayErrorCode.ActorDied, actorId, message, innerException)
    {
    }
}
