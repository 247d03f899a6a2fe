namespace RayNet;

/// <summary>A call failed because of the actor, not because of the method.</summary>
public abstract class ActorException : RayException
{
    private protected ActorException(RayErrorCode code, ActorId actorId, string message, Exception? innerException)
        : base(code, message, innerException) => ActorId = actorId;

    /// <summary>The actor that was called.</summary>
    public ActorId ActorId { get; }
}
