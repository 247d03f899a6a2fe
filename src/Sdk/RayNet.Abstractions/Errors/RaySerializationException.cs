namespace RayNet;

/// <summary>A value cannot be serialized or copied: its type is unknown to the generator, it refers to itself, or it is nested too deep.</summary>
public sealed class RaySerializationException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public RaySerializationException(string message, Exception? innerException = null)
        : base(RayErrorCode.Serialization, message, innerException)
    {
    }
}
