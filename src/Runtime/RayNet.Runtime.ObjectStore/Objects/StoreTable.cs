using RayNet.Runtime.ObjectStore.Allocation;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>All objects of the store and what holds them: the rules, without waiting and without input or output. Everything here is called under <see cref="Gate"/>.</summary>
internal sealed class StoreTable(ExtentAllocator allocator, EventQueue events)
{
    private readonly Dictionary<ObjectId, StoreEntry> _entries = [];
    private readonly IdleList _idlePrimaries = new();
    private readonly IdleList _idleSecondaries = new();
    private readonly IdleList _idleStored = new();
    private int _creating;
    private int _pinned;
    private int _spilled;
    private long _spilledBytes;
    private long _largest;
    private long _evicted;

    internal Lock Gate { get; } = new();

    /// <summary>What is done under the lock at the end of every change.</summary>
    internal Action? Leaving { get; set; }

    /// <summary>Called for every object that leaves the store and has a file.</summary>
    internal Action<StoreEntry>? FileUnused { get; set; }

    internal ExtentAllocator Allocator { get; } = allocator;

    internal ProcessTable Processes { get; } = new();

    internal EventQueue Events { get; } = events;

    internal IEnumerable<StoreEntry> Entries => _entries.Values;

    /// <summary>Memory of primary copies that nobody reads: what could go to disk.</summary>
    internal long IdlePrimaryBytes => _idlePrimaries.Bytes;

    /// <summary>Memory of what can go at once: secondary copies, and objects that are on disk too.</summary>
    internal long ReclaimableBytes => _idleSecondaries.Bytes + _idleStored.Bytes;

    internal LinkedListNode<StoreEntry>? OldestIdlePrimary => _idlePrimaries.Oldest;

    internal StoreChange BeginChange() => new(this);

    internal StoreEntry? Find(ObjectId id) => _entries.GetValueOrDefault(id);

    internal StoreEntry Add(in CreateRequest request, long now)
    {
        ProcessRecord creator = Processes.GetOrAdd(request.Creator);
        ProcessRecord owner = Processes.GetOrAdd(request.Owner);
        var entry = new StoreEntry(request, creator, owner, now);
        _entries.Add(entry.Id, entry);
        creator.Creating.Add(entry);
        owner.Owned.Add(entry);
        _creating++;
        return entry;
    }

    internal void Seal(StoreEntry entry)
    {
        entry.Creator.Creating.Remove(entry);
        _creating--;
        _largest = Math.Max(_largest, entry.Size);
        entry.State = StoredState.Sealed;
        Events.Add(StoreEventKind.Sealed, entry);
        Grant(entry);
        Settle(entry);
    }

    /// <summary>Moves an object that is not being created to another state.</summary>
    internal void Move(StoreEntry entry, StoredState state)
    {
        if (entry.IsIdle)
        {
            IdleListOf(entry).Remove(entry);
        }

        CountSpilled(entry, -1);
        entry.State = state;
        CountSpilled(entry, 1);
    }

    internal void Pin(StoreEntry entry, ulong process)
    {
        if (entry.IsIdle)
        {
            IdleListOf(entry).Remove(entry);
        }

        if (entry.Pins++ == 0)
        {
            _pinned++;
        }

        ProcessRecord record = Processes.GetOrAdd(process);
        record.Pins[entry] = record.Pins.GetValueOrDefault(entry) + 1;
    }

    /// <summary>Gives pins back; <see langword="false"/> if the process did not have so many.</summary>
    internal bool Unpin(StoreEntry entry, ProcessRecord record, int count)
    {
        if (!record.Pins.TryGetValue(entry, out int held))
        {
            return false;
        }

        int released = Math.Min(held, count);
        if (released == held)
        {
            record.Pins.Remove(entry);
            Processes.ForgetIfDone(record);
        }
        else
        {
            record.Pins[entry] = held - released;
        }

        entry.Pins -= released;
        if (entry.Pins == 0)
        {
            _pinned--;
            Settle(entry);
        }

        return released == count;
    }

    /// <summary>Hands a readable object to those who wait for it, each with a pin of his own.</summary>
    internal void Grant(StoreEntry entry)
    {
        foreach (ObjectWaiter waiter in entry.Waiters)
        {
            if (waiter.Process is not { } process)
            {
                waiter.Source.TrySetResult(entry.Location);
            }
            else if (Processes.IsDead(process))
            {
                waiter.Source.TrySetException(Dead(process));
            }
            else
            {
                Pin(entry, process);
                waiter.Source.TrySetResult(entry.Location);
            }
        }

        entry.Waiters.Clear();
    }

    /// <summary>Tells those who wait for an object that it does not come: because of the failure, or simply not.</summary>
    internal static void FailWaiters(StoreEntry entry, Exception? failure)
    {
        foreach (ObjectWaiter waiter in entry.Waiters)
        {
            _ = failure is null ? waiter.Source.TrySetResult(null) : waiter.Source.TrySetException(failure);
        }

        entry.Waiters.Clear();
    }

    /// <summary>Decides what becomes of an object whose state, readers or owner changed: it goes if its owner wants that, and else can be evicted if nobody reads it.</summary>
    internal void Settle(StoreEntry entry, bool asOldest = false)
    {
        if (entry.Pins > 0 || entry.State is not (StoredState.Sealed or StoredState.Spilled))
        {
            return;
        }

        if (entry.IsFreed)
        {
            Remove(entry, StoreEventKind.Freed);
        }
        else if (entry.State == StoredState.Sealed && !entry.IsIdle)
        {
            IdleListOf(entry).Add(entry, asOldest);
        }
    }

    /// <summary>Takes an object out of the store, with whatever it has there.</summary>
    internal void Remove(StoreEntry entry, StoreEventKind reason, Exception? failure = null)
    {
        if (entry.State == StoredState.Creating)
        {
            entry.Creator.Creating.Remove(entry);
            _creating--;
        }
        else
        {
            Move(entry, StoredState.Sealed);
        }

        ReleaseMemory(entry);
        _entries.Remove(entry.Id);
        entry.Owner.Owned.Remove(entry);
        Processes.ForgetIfDone(entry.Owner);
        Processes.ForgetIfDone(entry.Creator);
        FailWaiters(entry, failure);
        Events.Add(reason, entry);
        if (entry.Ticket is not null)
        {
            FileUnused?.Invoke(entry);
        }
    }

    internal void ReleaseMemory(StoreEntry entry)
    {
        if (entry.Extent is { } extent)
        {
            if (entry.IsIdle)
            {
                IdleListOf(entry).Remove(entry);
            }

            Allocator.Free(extent);
            entry.Extent = null;
        }
    }

    internal void SetPrimary(StoreEntry entry, bool isPrimary)
    {
        bool wasIdle = entry.IsIdle;
        if (wasIdle)
        {
            IdleListOf(entry).Remove(entry);
        }

        entry.IsPrimary = isPrimary;
        if (wasIdle)
        {
            IdleListOf(entry).Add(entry, asOldest: false);
        }
    }

    /// <summary>Drops what can be dropped without a loss, the longest unread first: a secondary copy, else the memory of an object that is on disk too.</summary>
    internal bool TryReclaim()
    {
        if (_idleSecondaries.Oldest?.Value is { } copy)
        {
            _evicted++;
            Remove(copy, StoreEventKind.Evicted);
            return true;
        }

        if (_idleStored.Oldest?.Value is { } stored)
        {
            MoveToDisk(stored);
            return true;
        }

        return false;
    }

    /// <summary>Gives up the memory of an object that is on disk.</summary>
    internal void MoveToDisk(StoreEntry entry)
    {
        Move(entry, StoredState.Spilled);
        ReleaseMemory(entry);
        Events.Add(StoreEventKind.Spilled, entry);
    }

    internal StoreStatistics Snapshot() => new()
    {
        Capacity = Allocator.Capacity,
        Used = Allocator.Used,
        LongestFree = Allocator.LongestFree(),
        Objects = _entries.Count,
        Creating = _creating,
        Pinned = _pinned,
        Largest = _largest,
        SpilledObjects = _spilled,
        SpilledBytes = _spilledBytes,
        EvictedObjects = _evicted,
    };

    internal static WorkerCrashedException Dead(ulong process) =>
        new($"Process {process:x16} is gone; the object store takes no requests of it any more.");

    private IdleList IdleListOf(StoreEntry entry) => entry.Ticket is not null ? _idleStored : entry.IsPrimary ? _idlePrimaries : _idleSecondaries;

    private void CountSpilled(StoreEntry entry, int sign)
    {
        if (entry.State is StoredState.Spilled or StoredState.Restoring)
        {
            _spilled += sign;
            _spilledBytes += sign * entry.Size;
        }
    }
}
