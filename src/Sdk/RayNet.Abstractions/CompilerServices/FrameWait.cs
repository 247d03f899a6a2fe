namespace RayNet.CompilerServices;

/// <summary>
/// One wait of a remote call: its CPU is given back meanwhile, and its own cancellation ends the wait too.
/// Outside of remote calls it changes nothing.
/// </summary>
internal readonly struct FrameWait : IDisposable
{
    private readonly ExecutionFrame? _frame;
    private readonly CancellationTokenSource? _linked;

    private FrameWait(ExecutionFrame? frame, CancellationTokenSource? linked, CancellationToken token)
    {
        _frame = frame;
        _linked = linked;
        Token = token;
    }

    internal CancellationToken Token { get; }

    internal static FrameWait Enter(CancellationToken cancellationToken)
    {
        ExecutionFrame? frame = ExecutionFrame.Current;
        if (frame is null)
        {
            return new FrameWait(null, null, cancellationToken);
        }

        frame.EnterBlocked();
        if (!cancellationToken.CanBeCanceled)
        {
            return new FrameWait(frame, null, frame.CancellationToken);
        }

        var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, frame.CancellationToken);
        return new FrameWait(frame, linked, linked.Token);
    }

    public void Dispose()
    {
        _frame?.ExitBlocked();
        _linked?.Dispose();
    }
}
