namespace RayNet.CompilerServices;

/// <summary>Resumes an <c>await</c>: on its synchronization context, else on the thread pool.</summary>
internal sealed class AwaitContinuation : CellContinuation, IThreadPoolWorkItem
{
    private readonly Action _continuation;
    private readonly SynchronizationContext? _context;
    private readonly ExecutionFrame? _frame;

    internal AwaitContinuation(Action continuation, SynchronizationContext? context, ExecutionFrame? frame)
    {
        _continuation = continuation;
        _context = context;
        _frame = frame;
    }

    void IThreadPoolWorkItem.Execute() => _continuation();

    internal static void Register(ObjectCell cell, Action continuation, bool useContext)
    {
        SynchronizationContext? context = useContext ? SynchronizationContext.Current : null;
        ExecutionFrame? frame = ExecutionFrame.Current;
        frame?.EnterBlocked();
        cell.AddContinuation(new AwaitContinuation(continuation, context, frame));
    }

    internal override void OnCompleted(ObjectCell cell)
    {
        _frame?.ExitBlocked();
        if (_context is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }
        else
        {
            _context.Post(static state => ((AwaitContinuation)state!)._continuation(), this);
        }
    }
}
