namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>An object could not be moved out of memory, or not be read back. The message says why and what to do.</summary>
internal sealed class SpillException(string message, Exception? innerException = null, bool isLost = false)
    : RayException(isLost ? RayErrorCode.ObjectLost : RayErrorCode.Unknown, message, innerException)
{
    /// <summary>Whether another attempt cannot help either: what was written is gone or damaged.</summary>
    internal bool IsLost => isLost;
}
