namespace RayNet;

/// <summary>The object's value is lost: no copy of it is left that could be read, and it is not made again. <see cref="Cause"/> says why not.</summary>
public sealed class ObjectLostException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="objectId">The object.</param>
    /// <param name="message">Which object is lost, why, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ObjectLostException(ObjectId objectId, string message, Exception? innerException = null)
        : this(objectId, ObjectLossCause.Unknown, message, innerException)
    {
    }

    /// <summary>Creates the exception with the reason why the object is not made again.</summary>
    /// <param name="objectId">The object.</param>
    /// <param name="cause">Why it is not made again.</param>
    /// <param name="message">Which object is lost, why, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ObjectLostException(ObjectId objectId, ObjectLossCause cause, string message, Exception? innerException)
        : base(RayErrorCode.ObjectLost, message, innerException)
    {
        ObjectId = objectId;
        Cause = cause;
    }

    /// <summary>The object.</summary>
    public ObjectId ObjectId { get; }

    /// <summary>Why it is not made again.</summary>
    public ObjectLossCause Cause { get; }
}
