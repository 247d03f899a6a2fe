namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>
/// Finds memory for objects, or lets them wait for it: first come, first served, but for those that come back from disk, which somebody
/// waits for, and for small ones, which may pass. A request that can only wait for readers to finish holds nobody up: a reader may be
/// waiting for just what comes behind it. Called under the table's lock, but for <see cref="WaitAsync"/>.
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

    /// <summary>Makes room by moving objects to disk.</summary>
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
        _options.OnWaiting?.Invoke();
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
        bool isMakingRoom = false;
        int looks = LookAhead;
        Serve(_restores, ref isMakingRoom, ref looks);
        Serve(_creations, ref isMakingRoom, ref looks);
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

    private void Serve(LinkedList<MemoryRequest> requests, ref bool isMakingRoom, ref int looks)
    {
        for (LinkedListNode<MemoryRequest>? node = requests.First, next; node is not null && looks > 0; node = next)
        {
            next = node.Next;
            if (TryServe(node.Value.Entry, ref isMakingRoom, ref looks))
            {
                Remove(node.Value);
                node.Value.Source.TrySetResult(node.Value.Entry.Location);
            }
        }
    }

    private bool TryServe(StoreEntry entry, ref bool isMakingRoom, ref int looks)
    {
        if (isMakingRoom)
        {
            looks--;
            return entry.Size <= _small && TryAllocate(entry);
        }

        if (TryTake(entry))
        {
            return true;
        }

        if (Spiller is { MovableBytes: > 0 } && HasHope(entry))
        {
            Spiller.MakeRoom(Math.Max(entry.Size, Math.Min(_waitingBytes, _table.Allocator.Capacity / 8)));
            isMakingRoom = true;
        }

        return false;
    }

    private void Remove(MemoryRequest request)
    {
        (request.IsRestore ? _restores : _creations).Remove(request.Node!);
        request.Timer?.Dispose();
        request.Entry.Request = null;
        _waitingBytes -= request.Entry.Size;
    }

    /// <summary>Allocates, and for that drops what can be dropped without a loss: secondary copies, and memory whose content is on disk too.</summary>
    private bool TryTake(StoreEntry entry)
    {
        if (!HasHope(entry))
        {
            return false;
        }

        do
        {
            if (TryAllocate(entry))
            {
                return true;
            }
        }
        while (_table.TryReclaim());

        return false;
    }

    /// <summary>Whether there is enough for the object if all goes that can go. Otherwise nothing is dropped or written in vain.</summary>
    private bool HasHope(StoreEntry entry) =>
        _table.Allocator.Capacity - _table.Allocator.Used + _table.ReclaimableBytes + (Spiller?.MovableBytes ?? 0) >= entry.Size;

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
