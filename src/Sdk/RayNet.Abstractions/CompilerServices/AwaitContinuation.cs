namespace RayNet.CompilerServices;

/// <summary>Resumes an <c>await</c>: on its synchronization context, else on the thread pool.</summary>
internal class AwaitContinuation : CellContinuation, IThreadPoolWorkItem
{
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
    }

    internal override void OnCompleted(ObjectCell cell) => Resume();

    private protected void Resume()
    {
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
