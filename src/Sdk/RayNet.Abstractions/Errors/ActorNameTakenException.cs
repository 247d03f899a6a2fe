namespace RayNet;

/// <summary>Another living actor has the name.</summary>
public sealed class ActorNameTakenException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ActorNameTakenException(string message, Exception? innerException = null)
        : base(RayErrorCode.ActorNameTaken, message, innerException)
    {
    }
}
