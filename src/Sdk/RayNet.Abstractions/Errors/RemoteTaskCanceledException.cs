namespace RayNet;

/// <summary>The task or actor call was cancelled: by <see cref="Ray.Cancel(ObjectRef, bool, bool)"/>, by its token, or with the task that submitted it.</summary>
public sealed class RemoteTaskCanceledException : OperationCanceledException, IRayError
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which task was cancelled, and by what.</param>
    /// <param name="innerException">What the method threw when it saw the cancellation, if it ran.</param>
    public RemoteTaskCanceledException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <inheritdoc />
    public RayErrorCode Code => RayErrorCode.TaskCanceled;
}
