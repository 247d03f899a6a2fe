using RayNet.Runtime.ObjectStore.Allocation;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>
/// The node's authority over its arena: which objects there are, where, who reads them and who wants them to live. Thread-safe. A process
/// that died must be dead when the store hears of it: what it wrote or read is given to others at once.
/// </summary>
internal sealed class StoreDirectory : IAsyncDisposable
{
    private readonly Arena _arena;
    private readonly StoreOptions _options;
    private readonly StoreTable _table;
    private readonly MemoryQueue _queue;
    private readonly Spiller _spiller;
    private readonly StoreConditions _conditions = new();
    private bool _isStopped;

    internal StoreDirectory(Arena arena, ISpillStorage? storage, StoreOptions options)
    {
        _arena = arena;
        _options = options;
        var allocator = new ExtentAllocator(ArenaHeader.Size, arena.Capacity);
        _table = new StoreTable(allocator, new EventQueue(options.OnEvent, options.Logger)) { Leaving = OnLeaving };
        _queue = new MemoryQueue(_table, options);
        _spiller = new Spiller(_table, _queue, arena.Mapping, storage, options);
    }

    /// <summary>Reserves memory for an object. Waits while the store is full: other objects are dropped or moved to disk, or readers finish.</summary>
    /// <exception cref="ObjectStoreFullException">The object is larger than the store, or nothing became free in time.</exception>
    internal async ValueTask<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.Size);
        cancellationToken.ThrowIfCancellationRequested();
        MemoryRequest wait;
        using (BeginChange(request.Creator))
        {
            if (_table.Find(request.Id) is { } existing)
            {
                return new CreateResult(Revive(existing, request), default);
            }

            StoreEntry entry = Add(request);
            if (_queue.TryTakeNow(entry, isRestore: false))
            {
                return new CreateResult(CreateOutcome.Created, entry.Location);
            }

            wait = _queue.Enqueue(entry, isRestore: false);
        }

        return new CreateResult(CreateOutcome.Created, await _queue.WaitAsync(wait, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The object is complete. <see langword="false"/> if it is gone meanwhile. It is pinned for <paramref name="pinFor"/>, if given, before anybody could evict it.</summary>
    internal bool Seal(ObjectId id, ulong? pinFor = null)
    {
        using (_table.BeginChange())
        {
            if (_table.Find(id) is not { State: StoredState.Creating, Extent: not null } entry)
            {
                return false;
            }

            if (pinFor is { } process && !_table.Processes.IsDead(process))
            {
                _table.Pin(entry, process);
            }

            _table.Seal(entry);
            return true;
        }
    }

    /// <summary>The producer does not complete the object. Those who wait for it find nothing.</summary>
    internal bool Abort(ObjectId id)
    {
        using (_table.BeginChange())
        {
            if (_table.Find(id) is not { State: StoredState.Creating, Extent: not null } entry)
            {
                return false;
            }

            _table.Remove(entry, StoreEventKind.Aborted);
            return true;
        }
    }

    /// <summary>Pins an object that is in memory.</summary>
    internal bool TryGet(ObjectId id, ulong process, out ObjectLocation location)
    {
        using (BeginChange(process))
        {
            if (_table.Find(id) is { IsReadable: true } entry)
            {
                _table.Pin(entry, process);
                location = entry.Location;
                return true;
            }

            location = default;
            return false;
        }
    }

    /// <summary>Pins an object; waits while it is being created, and brings it back from disk. <see langword="null"/> if the store does not have it.</summary>
    /// <exception cref="ObjectLostException">It was moved to disk, and what was written there is gone or damaged. The store does not have it any more.</exception>
    /// <exception cref="RayException">It is on disk and cannot be read now.</exception>
    /// <exception cref="ObjectStoreFullException">It is on disk, and nothing became free in time.</exception>
    internal ValueTask<ObjectLocation?> GetAsync(ObjectId id, ulong process, CancellationToken cancellationToken = default)
    {
        using (BeginChange(process))
        {
            if (_table.Find(id) is { IsReadable: true } entry)
            {
                _table.Pin(entry, process);
                return new ValueTask<ObjectLocation?>(entry.Location);
            }
        }

        return WaitAsync(id, process, cancellationToken);
    }

    /// <summary>Completes when an object is sealed, without pinning it or bringing it back from disk; <see langword="false"/> if it is gone or was aborted.</summary>
    internal async ValueTask<bool> WhenSealedAsync(ObjectId id, CancellationToken cancellationToken = default) =>
        await WaitAsync(id, null, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The size of an object that is complete, in memory or on disk; <see langword="null"/> for any other.</summary>
    internal long? SizeOf(ObjectId id)
    {
        lock (_table.Gate)
        {
            return _table.Find(id) is { IsFreed: false } entry && entry.State != StoredState.Creating ? entry.Size : null;
        }
    }

    /// <summary>Whether the store has an object or is getting it.</summary>
    internal bool Has(ObjectId id)
    {
        lock (_table.Gate)
        {
            return _table.Find(id) is { IsFreed: false };
        }
    }

    /// <summary>Gives pins back; <see langword="false"/> if the process does not have so many, for example because it was reported dead.</summary>
    internal bool Unpin(ObjectId id, ulong process, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        using (_table.BeginChange())
        {
            return _table.Find(id) is { } entry && _table.Processes.Find(process) is { } record && _table.Unpin(entry, record, count);
        }
    }

    /// <summary>The owner no longer needs the object: it finds no new readers, and its memory and its file go with its last reader.</summary>
    internal bool Free(ObjectId id)
    {
        using (_table.BeginChange())
        {
            if (_table.Find(id) is not { } entry)
            {
                return false;
            }

            Free(entry);
            return true;
        }
    }

    /// <summary>Frees everything that a process owns, and says how much that was.</summary>
    internal int FreeAllOf(ulong owner)
    {
        using (_table.BeginChange())
        {
            StoreEntry[] owned = [.. _table.Processes.Find(owner)?.Owned ?? []];
            foreach (StoreEntry entry in owned)
            {
                Free(entry);
            }

            return owned.Length;
        }
    }

    /// <summary>Makes this copy the one that has to be kept, or one that may be dropped.</summary>
    internal bool SetPrimary(ObjectId id, bool isPrimary)
    {
        using (_table.BeginChange())
        {
            if (_table.Find(id) is not { } entry)
            {
                return false;
            }

            _table.SetPrimary(entry, isPrimary);
            return true;
        }
    }

    /// <summary>A process is dead: its pins are gone, and what it was writing. Returns what it owned, for the caller to decide about.</summary>
    internal IReadOnlyList<ObjectId> OnProcessLost(ulong process)
    {
        using (_table.BeginChange())
        {
            _table.Processes.MarkDead(process);
            if (_table.Processes.Find(process) is not { } record)
            {
                return [];
            }

            foreach (StoreEntry entry in record.Creating.ToArray())
            {
                if (entry.Request is { } request)
                {
                    _queue.Fail(request, StoreTable.Dead(process));
                }
                else
                {
                    _table.Remove(entry, StoreEventKind.Aborted);
                }
            }

            foreach ((StoreEntry entry, int pins) in record.Pins.ToArray())
            {
                _table.Unpin(entry, record, pins);
            }

            ObjectId[] owned = [.. record.Owned.Select(static entry => entry.Id)];
            _table.Processes.ForgetIfDone(record);
            return owned;
        }
    }

    /// <summary>Completes when the store's figures meet the condition.</summary>
    internal Task WhenAsync(Func<StoreStatistics, bool> condition, CancellationToken cancellationToken = default)
    {
        using (_table.BeginChange())
        {
            return _conditions.Add(condition).WaitAsync(cancellationToken);
        }
    }

    internal StoreStatistics GetStatistics()
    {
        lock (_table.Gate)
        {
            return Snapshot();
        }
    }

    /// <summary>The objects, the largest first.</summary>
    internal IReadOnlyList<ObjectInfo> List(int limit = int.MaxValue)
    {
        lock (_table.Gate)
        {
            return ObjectLister.List(_table, limit, _options.TimeProvider);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (_table.BeginChange())
        {
            if (_isStopped)
            {
                return;
            }

            _isStopped = true;
            _queue.FailAll(static () => Stopped());
            foreach (StoreEntry entry in _table.Entries)
            {
                if (entry.State == StoredState.Creating)
                {
                    StoreTable.FailWaiters(entry, Stopped());
                }
            }

            _conditions.Fail(Stopped());
        }

        await _spiller.DisposeAsync().ConfigureAwait(false);
    }

    internal static RayShutdownException Stopped() => new("The node's object store was stopped.");

    private StoreChange BeginChange(ulong process)
    {
        StoreChange change = _table.BeginChange();
        if (_isStopped || _table.Processes.IsDead(process))
        {
            change.Dispose();
            throw _isStopped ? Stopped() : StoreTable.Dead(process);
        }

        return change;
    }

    private StoreEntry Add(in CreateRequest request)
    {
        if (_table.Processes.IsDead(request.Owner))
        {
            throw new OwnerDiedException(request.Id, $"Object {request.Id} cannot be stored: process {request.Owner:x16}, which owns it, is gone.");
        }

        return _table.Allocator.CanEverFit(request.Size)
            ? _table.Add(request, _options.TimeProvider.GetTimestamp())
            : throw FullStore.TooLarge(_table, request);
    }

    /// <summary>Whoever makes an object again wants it to live, and to be kept if he says so.</summary>
    private CreateOutcome Revive(StoreEntry entry, in CreateRequest request)
    {
        entry.IsFreed = false;
        if (request.IsPrimary && !entry.IsPrimary)
        {
            _table.SetPrimary(entry, isPrimary: true);
        }

        return entry.State == StoredState.Creating ? CreateOutcome.BeingCreated : CreateOutcome.AlreadyStored;
    }

    private async ValueTask<ObjectLocation?> WaitAsync(ObjectId id, ulong? process, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectWaiter waiter;
        using (_table.BeginChange())
        {
            if (_isStopped)
            {
                throw Stopped();
            }

            if (_table.Find(id) is not { IsFreed: false } entry)
            {
                return null;
            }

            if (process is null && entry.State != StoredState.Creating)
            {
                return default(ObjectLocation);
            }

            waiter = new ObjectWaiter(entry, process);
            entry.Waiters.Add(waiter);
            if (entry.IsReadable)
            {
                // It came between the look and this one.
                _table.Grant(entry);
            }
            else if (entry.State == StoredState.Spilled)
            {
                _spiller.StartRestore(entry);
            }
        }

        await using (cancellationToken.UnsafeRegister((_, token) => Cancel(waiter, token), null).ConfigureAwait(false))
        {
            return await waiter.Source.Task.ConfigureAwait(false);
        }
    }

    private void Cancel(ObjectWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_table.Gate)
        {
            if (waiter.Entry.Waiters.Remove(waiter))
            {
                waiter.Source.TrySetCanceled(cancellationToken);
            }
        }
    }

    private void Free(StoreEntry entry)
    {
        entry.IsFreed = true;
        _table.Settle(entry);
    }

    private StoreStatistics Snapshot() => _spiller.AddTo(_table.Snapshot()) with { Waiting = _queue.Count };

    private void OnLeaving()
    {
        if (!_queue.IsEmpty)
        {
            _queue.Serve();
        }

        if (!_conditions.IsEmpty)
        {
            _conditions.Check(Snapshot());
        }

        _arena.Warmer.Advance(_table.Allocator.Touched);
    }
}
