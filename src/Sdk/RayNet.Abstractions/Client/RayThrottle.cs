using RayNet.CompilerServices;

namespace RayNet;

/// <summary>
/// Keeps the number of calls under way below a limit: whoever submits through it waits while too many have not ended. Made by <see cref="Ray.Throttle"/>. Thread-safe; those who wait are
/// served in their order.
/// </summary>
public sealed class RayThrottle : IAsyncDisposable
{
    private readonly SemaphoreSlim _free;
    private bool _isDisposed;

    internal RayThrottle(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Limit = limit;
        _free = new SemaphoreSlim(limit, limit);
    }

    /// <summary>How many calls may be under way.</summary>
    public int Limit { get; }

    /// <summary>How many calls are under way now.</summary>
    public int Count => Limit - _free.CurrentCount;

    /// <summary>Submits a call as soon as fewer than <see cref="Limit"/> are under way. A call that fails counts as ended; its error is its reference's.</summary>
    /// <param name="submit">Makes the call, and returns its reference: <c>() =&gt; Work.HandleRemote(item)</c>.</param>
    /// <param name="cancellationToken">Ends the wait; the call is not made then.</param>
    /// <typeparam name="TRef">The type of the reference.</typeparam>
    /// <returns>The reference, right after the call was submitted.</returns>
    /// <exception cref="ObjectDisposedException">The throttle was disposed.</exception>
    public ValueTask<TRef> SubmitAsync<TRef>(Func<TRef> submit, CancellationToken cancellationToken = default)
        where TRef : ObjectRef
    {
        ArgumentNullException.ThrowIfNull(submit);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Task entered = _free.WaitAsync(cancellationToken);
        return entered.IsCompletedSuccessfully ? new ValueTask<TRef>(Submit(submit)) : SubmitLaterAsync(entered, submit);
    }

    /// <summary>Waits until all calls that were submitted through it have ended, and throws none of their errors.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        using FrameWait wait = FrameWait.Enter(CancellationToken.None);
        for (int i = 0; i < Limit; i++)
        {
            await _free.WaitAsync(wait.Token).ConfigureAwait(false);
        }
    }

    private async ValueTask<TRef> SubmitLaterAsync<TRef>(Task entered, Func<TRef> submit)
        where TRef : ObjectRef
    {
        // What runs now and waits here gives its CPU to the calls that it waits for.
        using (FrameWait.Enter(CancellationToken.None))
        {
            await entered.ConfigureAwait(false);
        }

        return Submit(submit);
    }

    private TRef Submit<TRef>(Func<TRef> submit)
        where TRef : ObjectRef
    {
        TRef reference;
        try
        {
            reference = submit();
        }
        catch
        {
            _free.Release();
            throw;
        }

        reference.Cell.AddLateContinuation(new Ended(this));
        return reference;
    }

    private sealed class Ended(RayThrottle throttle) : EndContinuation
    {
        private protected override void OnEnded() => throttle._free.Release();
    }
}
