namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>An object could not be moved out of memory, or not be read back. The message says why and what to do.</summary>
internal sealed class SpillException(string message, Exception? innerException = null)
    : RayException(RayErrorCode.Unknown, message, innerException);
