namespace RayNet;

/// <summary>The object's value is lost</summary>
public sealed class ObjectLostException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="objectId">The object.</param>
    /// <param name="message"> no copy of it is left that could be read.:Which object is lost, why, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ObjectLostException(ObjectId objectId, string message, Exception? innerException = null)
        : base(RayErrorCode.ObjectLost, message, innerException) => ObjectId = objectId;

    /// <summary>The object.</summary>
    public ObjectId ObjectId { get; }
}
