using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Shared;

/// <summary>
/// One head's time as the leader. It ends once: by a newer leader, by a lease that could not be renewed, or by a commit of which nobody
/// knows whether it happened. From then on this head answers nothing, and what it still writes is refused by the storage.
/// </summary>
internal sealed class HeadLease : IAsyncDisposable
{
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<bool> _isHeld;
    private readonly Func<Task> _release;
    private int _isReleased;

    /// <param name="term">Its number: higher than that of every leadership before.</param>
    /// <param name="records">The tables, as this term may write them.</param>
    /// <param name="isHeld">Whether it holds by this process's own clock.</param>
    /// <param name="release">Gives it back, so that another head need not wait.</param>
    internal HeadLease(long term, ITermRecords records, Func<bool> isHeld, Func<Task> release)
    {
        Term = term;
        _isHeld = isHeld;
        _release = release;
        Store = new FencedHeadStore(records, this);
    }

    internal long Term { get; }

    /// <summary>The tables. What another leader could have changed is never written over.</summary>
    internal IHeadStore Store { get; }

    /// <summary>Whether this head may still answer. Looked at with every call: a process that was stopped for a while knows at once.</summary>
    internal bool IsHeld => !_lost.Task.IsCompleted && _isHeld();

    /// <summary>Completes with the reason when the leadership has ended.</summary>
    internal Task<string> Lost => _lost.Task;

    internal void Lose(string reason) => _lost.TrySetResult(reason);

    public async ValueTask DisposeAsync()
    {
        Lose("The head gave the leadership back.");
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            await _release().ConfigureAwait(false);
        }
    }
}
