namespace RayNet;

/// <summary>The process that owned the object is gone, and with it what is known about the object.</summary>
public sealed class OwnerDiedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="objectId">The object.</param>
    /// <param name="message">Whose object it was, why the owner is gone, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public OwnerDiedException(ObjectId objectId, string message, Exception? innerException = null)
        : base(RayErrorCode.OwnerDied, message, innerException) => ObjectId = objectId;

    /// <summary>The object.</summary>
    public ObjectId ObjectId { get; }
}
