namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>
/// Finds memory for objects, or lets them wait for it: first come, first served, but for those that come back from disk, which somebody
/// waits for, and for small ones, which may pass. Where the first can only wait for readers to finish, everything that fits may pass it:
/// a reader may be waiting for just that. Called under the table's lock, but for <see cref="WaitAsync"/>.
/// </summary>
internal sealed class MemoryQueue
{
    // How many of those behind the first one that does not fit are looked at for small ones.
    private const int LookAhead = 64;

    private readonly StoreTable _table;
    private readonly LinkedList<MemoryRequest> _restores = [];
    private readonly LinkedList<MemoryRequest> _creations = [];
    private readonly StoreOptions _options;
    private readonly long _small;
    private long _waitingBytes;

    internal MemoryQueue(StoreTable table, StoreOptions options)
    {
        _table = table;
        _options = options;
        _small = table.Allocator.Capacity / 64;
    }

    internal bool IsEmpty => Count == 0;

    internal int Count => _restores.Count + _creations.Count;

    /// <summary>Makes room by moving so many bytes to disk; also says whether there is any hope of that.</summary>
    internal Spiller? Spiller { get; set; }

    /// <summary>Gives the object its memory if that can be done at once and is fair.</summary>
    internal bool TryTakeNow(StoreEntry entry, bool isRestore)
    {
        bool isFirst = isRestore ? _restores.Count == 0 : IsEmpty;
        return isFirst ? TryTake(entry) : entry.Size <= _small && TryAllocate(entry);
    }

    internal MemoryRequest Enqueue(StoreEntry entry, bool isRestore)
    {
        var request = new MemoryRequest(entry, isRestore);
        request.Node = (isRestore ? _restores : _creations).AddLast(request);
        request.Timer = _options.TimeProvider.CreateTimer(_ => GiveUp(request), null, _options.MemoryWait, Timeout.InfiniteTimeSpan);
        entry.Request = request;
        _waitingBytes += entry.Size;
        return request;
    }

    /// <summary>Completes when the object has its memory; fails when that takes too long. Called without the lock.</summary>
    internal async Task<ObjectLocation> WaitAsync(MemoryRequest request, CancellationToken cancellationToken)
    {
        await using (cancellationToken.UnsafeRegister((_, token) => Cancel(request, token), null).ConfigureAwait(false))
        {
            return await request.Source.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Ends the wait of an object without memory.</summary>
    internal void Fail(MemoryRequest request, Exception exception)
    {
        Remove(request);
        request.Source.TrySetException(exception);
        if (!request.IsRestore)
        {
            _table.Remove(request.Entry, StoreEventKind.Aborted);
        }
    }

    /// <summary>Looks again, after memory became free or objects idle.</summary>
    internal void Serve()
    {
        long? mostForOthers = null;
        int looks = LookAhead;
        Serve(_restores, ref mostForOthers, ref looks);
        Serve(_creations, ref mostForOthers, ref looks);
    }

    internal void FailAll(Func<Exception> exception)
    {
        foreach (MemoryRequest request in _restores.Concat(_creations).ToArray())
        {
            Fail(request, exception());
        }
    }

    private void GiveUp(MemoryRequest request)
    {
        using (_table.BeginChange())
        {
            if (request.IsPending)
            {
                Fail(request, FullStore.TimedOut(_table, request.Entry, _options.MemoryWait, Spiller?.Failure));
            }
        }
    }

    private void Cancel(MemoryRequest request, CancellationToken cancellationToken)
    {
        using (_table.BeginChange())
        {
            if (request.IsPending)
            {
                Fail(request, new OperationCanceledException(cancellationToken));
            }
        }
    }

    private void Serve(LinkedList<MemoryRequest> requests, ref long? mostForOthers, ref int looks)
    {
        for (LinkedListNode<MemoryRequest>? node = requests.First, next; node is not null && looks > 0; node = next)
        {
            next = node.Next;
            StoreEntry entry = node.Value.Entry;
            if (mostForOthers is null)
            {
                if (!TryTake(entry))
                {
                    Spiller?.MakeRoom(Math.Max(entry.Size, Math.Min(_waitingBytes, _table.Allocator.Capacity / 8)));
                    bool isStuck = (Spiller?.MovableBytes ?? 0) == 0;
                    mostForOthers = isStuck ? long.MaxValue : _small;
                    looks = isStuck ? int.MaxValue : LookAhead;
                    continue;
                }
            }
            else
            {
                looks--;
                if (entry.Size > mostForOthers || !TryAllocate(entry))
                {
                    continue;
                }
            }

            Remove(node.Value);
            node.Value.Source.TrySetResult(entry.Location);
        }
    }

    private void Remove(MemoryRequest request)
    {
        (request.IsRestore ? _restores : _creations).Remove(request.Node!);
        request.Timer!.Dispose();
        request.Entry.Request = null;
        _waitingBytes -= request.Entry.Size;
    }

    /// <summary>Allocates, and for that drops what can be dropped without a loss: secondary copies, and memory whose content is on disk too.</summary>
    private bool TryTake(StoreEntry entry)
    {
        if (TryAllocate(entry))
        {
            return true;
        }

        // Copies that would not make enough room together with all else that can go are not dropped in vain.
        long hope = _table.Allocator.Capacity - _table.Allocator.Used + _table.ReclaimableBytes + (Spiller?.MovableBytes ?? 0);
        while (hope >= entry.Size && _table.TryReclaim())
        {
            if (TryAllocate(entry))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryAllocate(StoreEntry entry)
    {
        if (!_table.Allocator.TryAllocate(entry.Size, out Allocation.Extent extent))
        {
            return false;
        }

        entry.Extent = extent;
        return true;
    }
}
