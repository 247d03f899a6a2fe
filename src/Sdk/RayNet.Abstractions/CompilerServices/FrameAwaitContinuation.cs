namespace RayNet.CompilerServices;

/// <summary>
/// Resumes an <c>await</c> inside a remote call. While it waits, the call's CPU is free for others; when the call is cancelled,
/// it is resumed at once and the await throws.
/// </summary>
internal sealed class FrameAwaitContinuation : AwaitContinuation
{
    private readonly ExecutionFrame _frame;
    private CancellationTokenRegistration _registration;
    private int _resumed;

    private FrameAwaitContinuation(Action continuation, SynchronizationContext? context, ExecutionFrame frame)
        : base(continuation, context) => _frame = frame;

    internal static void Register(ObjectCell cell, Action continuation, SynchronizationContext? context, ExecutionFrame frame)
    {
        var waiting = new FrameAwaitContinuation(continuation, context, frame);
        frame.EnterBlocked();
        waiting._registration = frame.CancellationToken.UnsafeRegister(static state => ((FrameAwaitContinuation)state!).TryResume(), waiting);
        cell.AddContinuation(waiting);
    }

    internal override void OnCompleted(ObjectCell cell)
    {
        if (TryResume())
        {
            _registration.Unregister();
        }
    }

    private bool TryResume()
    {
        if (Interlocked.Exchange(ref _resumed, 1) != 0)
        {
            return false;
        }

        _frame.ExitBlocked();
        Resume();
        return true;
    }
}
