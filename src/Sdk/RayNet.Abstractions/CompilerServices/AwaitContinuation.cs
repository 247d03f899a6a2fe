namespace RayNet.CompilerServices;

/// <summary>Resumes an <c>await</c>: on its synchronization context, else on the thread pool.</summary>
internal class AwaitContinuation : CellContinuation, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static AwaitContinuation? t_kept;

    [ThreadStatic]
    private static bool t_keeps;

    private readonly Action _continuation;
    private readonly SynchronizationContext? _context;

    private protected AwaitContinuation(Action continuation, SynchronizationContext? context)
    {
        _continuation = continuation;
        _context = context;
    }

    void IThreadPoolWorkItem.Execute() => _continuation();

    internal static void Register(ObjectCell cell, Action continuation, bool useContext)
    {
        SynchronizationContext? context = useContext ? SynchronizationContext.Current : null;
        ExecutionFrame? frame = ExecutionFrame.Current;
        if (frame is null)
        {
            cell.AddContinuation(new AwaitContinuation(continuation, context));
        }
        else
        {
            FrameAwaitContinuation.Register(cell, continuation, context, frame);
        }

        // After the registration: the answer to what is sent now finds who waits for it.
        cell.Await();
    }

    /// <summary>
    /// Completes a call on a thread that is about to be free: one of its awaiters is kept for <see cref="ResumeKept"/> instead of
    /// going through the pool's queue.
    /// </summary>
    internal static bool CompleteKeeping<T>(ObjectCell<T> call, T value)
    {
        t_keeps = true;
        bool completed = call.TrySucceed(value);
        t_keeps = false;
        return completed;
    }

    /// <summary>Whether an awaiter was kept on this thread.</summary>
    internal static bool HasKept => t_kept is not null;

    /// <summary>The thread goes on with other work: whoever was kept must not wait for it.</summary>
    internal static void FlushKept()
    {
        if (t_kept is { } kept)
        {
            t_kept = null;
            kept.Queue();
        }
    }

    /// <summary>The thread has nothing else to do, and nothing of RayNet is on its stack: it resumes whoever was kept.</summary>
    internal static void ResumeKept()
    {
        if (t_kept is { } kept)
        {
            t_kept = null;
            kept._continuation();
        }
    }

    internal override void OnCompleted(ObjectCell cell) => Resume();

    private protected void Resume()
    {
        if (_context is null)
        {
            if (t_keeps && t_kept is null)
            {
                t_kept = this;
            }
            else
            {
                Queue();
            }
        }
        else
        {
            _context.Post(static state => ((AwaitContinuation)state!)._continuation(), this);
        }
    }

    private void Queue() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
}
