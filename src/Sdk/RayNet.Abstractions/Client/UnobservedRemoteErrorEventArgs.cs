namespace RayNet;

/// <summary>A call failed and its reference was dropped without a look at the error.</summary>
/// <param name="exception">The error.</param>
public sealed class UnobservedRemoteErrorEventArgs(Exception exception) : EventArgs
{
    /// <summary>The error.</summary>
    public Exception Exception { get; } = exception;
}
