using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.ObjectStore.Transfer;

/// <summary>
/// An object that arrives in pieces, from several sources and in any order. The pieces go straight into the arena. Once every byte has
/// arrived, the object is sealed; until then it can be aborted.
/// </summary>
internal sealed class IncomingObject : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StoreDirectory _directory;
    private readonly ArenaRange _memory;
    private readonly ObjectId _id;
    private readonly ulong? _pinFor;
    private readonly RangeSet _claimed = new();
    private readonly RangeSet _committed = new();
    private readonly List<ArrivalWaiter> _waiting = [];
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _arrived;
    private int _writers;
    private int _readers;
    private TaskCompletionSource? _unread;
    private bool _isClosed;
    private bool _isSealed;

    private IncomingObject(StoreDirectory directory, StoreMapping mapping, in CreateRequest request, ObjectLocation location, ulong? pinFor)
    {
        _directory = directory;
        _id = request.Id;
        _memory = new ArenaRange(mapping, location.Offset, location.Size);
        _pinFor = pinFor;

        // Nobody has to look at it.
        _ = _completion.Task.ContinueWith(static task => task.Exception, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
    }

    internal long Size => _memory.Size;

    /// <summary>How many bytes are there.</summary>
    internal long Arrived
    {
        get
        {
            lock (_gate)
            {
                return _arrived;
            }
        }
    }

    /// <summary>Completes when the object is sealed; fails when it is aborted.</summary>
    internal Task Completion => _completion.Task;

    /// <summary>
    /// A piece that has arrived, for somebody who passes it on before the object is complete; waits for it. Each piece that was given is given back by
    /// <see cref="EndRead"/>. <see langword="null"/> when the object is complete, and found in the store, or was aborted.
    /// </summary>
    internal async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(long position, int count, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> memory = _memory.Read(position, count);
        ArrivalWaiter waiter;
        lock (_gate)
        {
            if (_isClosed)
            {
                return null;
            }

            if (_committed.Contains(position, position + count))
            {
                _readers++;
                return memory;
            }

            waiter = new ArrivalWaiter(position, position + count);
            _waiting.Add(waiter);
        }

        await using (cancellationToken.UnsafeRegister((_, token) => Cancel(waiter, token), null).ConfigureAwait(false))
        {
            return await waiter.Source.Task.ConfigureAwait(false) ? memory : (ReadOnlyMemory<byte>?)null;
        }
    }

    /// <summary>A piece that <see cref="ReadAsync"/> gave is not looked at any more.</summary>
    internal void EndRead()
    {
        bool isAborted;
        lock (_gate)
        {
            _readers--;
            isAborted = _isClosed && !_isSealed && _writers == 0 && _readers == 0;
            if (_readers == 0)
            {
                _unread?.TrySetResult();
            }
        }

        End(isComplete: false, isAborted);
    }

    /// <summary>Completes when nobody looks at a piece, so that whoever pinned the object may let it go.</summary>
    internal Task WhenUnreadAsync()
    {
        lock (_gate)
        {
            return _readers == 0 ? Task.CompletedTask : (_unread ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Reserves memory for an object; <see langword="null"/> if the store has it already or somebody else is at it. It is pinned for <paramref name="pinFor"/>, if given, when it is sealed.</summary>
    internal static async ValueTask<IncomingObject?> BeginAsync(
        StoreDirectory directory, StoreMapping mapping, CreateRequest request, ulong? pinFor = null, CancellationToken cancellationToken = default)
    {
        CreateResult result = await directory.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        if (result.Outcome != CreateOutcome.Created)
        {
            return null;
        }

        var incoming = new IncomingObject(directory, mapping, request, result.Location, pinFor);
        if (request.Size == 0)
        {
            incoming.Commit(0, 0);
        }

        return incoming;
    }

    /// <summary>Stores a piece. <see langword="false"/>, and nothing is stored, if a part of it is there already or the object is complete or aborted.</summary>
    internal bool WriteChunk(long position, ReadOnlySpan<byte> data)
    {
        if (!TryReserve(position, data.Length, out Memory<byte> memory))
        {
            return false;
        }

        BulkCopy.Copy(data, memory.Span);
        Commit(position, data.Length);
        return true;
    }

    /// <summary>Claims a piece for a caller who receives straight into <paramref name="memory"/>, and then commits or releases it.</summary>
    internal bool TryReserve(long position, int count, out Memory<byte> memory)
    {
        memory = _memory.Write(position, count);
        lock (_gate)
        {
            if (_isClosed || count == 0 || !_claimed.TryAdd(position, position + count))
            {
                return false;
            }

            _writers++;
            return true;
        }
    }

    /// <summary>A claimed piece is there. The last one seals the object.</summary>
    internal void Commit(long position, int count)
    {
        bool isComplete;
        bool isAborted;
        lock (_gate)
        {
            _writers -= count == 0 ? 0 : 1;
            _arrived += count;
            if (count > 0)
            {
                _committed.TryAdd(position, position + count);
                Tell();
            }

            isAborted = _isClosed && _writers == 0 && _readers == 0;
            isComplete = !_isClosed && _arrived == Size;
            _isClosed |= isComplete;
            _isSealed |= isComplete;
        }

        End(isComplete, isAborted);
    }

    /// <summary>A claimed piece did not come; another source may send it.</summary>
    internal void Release(long position, int count)
    {
        bool isAborted;
        lock (_gate)
        {
            _claimed.Remove(position, position + count);
            _writers--;
            isAborted = _isClosed && _writers == 0 && _readers == 0;
        }

        End(isComplete: false, isAborted);
    }

    /// <summary>Gives the object up. Its memory goes when the last claimed piece is committed or released, and nobody looks at one.</summary>
    internal void Abort()
    {
        bool isAborted;
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            isAborted = _writers == 0 && _readers == 0;
            Tell();
        }

        End(isComplete: false, isAborted);
    }

    public void Dispose() => Abort();

    /// <summary>Answers those who wait for what has arrived, and all of them when nothing more comes. Under the gate.</summary>
    private void Tell()
    {
        for (int i = _waiting.Count - 1; i >= 0; i--)
        {
            ArrivalWaiter waiter = _waiting[i];
            bool hasArrived = _committed.Contains(waiter.Start, waiter.End);
            if (!hasArrived && !_isClosed)
            {
                continue;
            }

            _waiting.RemoveAt(i);
            if (waiter.Source.TrySetResult(hasArrived) && hasArrived)
            {
                _readers++;
            }
        }
    }

    private void Cancel(ArrivalWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.Remove(waiter))
            {
                waiter.Source.TrySetCanceled(cancellationToken);
            }
        }
    }

    private void End(bool isComplete, bool isAborted)
    {
        if (isComplete && _directory.Seal(_id, _pinFor))
        {
            _completion.TrySetResult();
        }
        else if (isComplete || isAborted)
        {
            _directory.Abort(_id);
            _completion.TrySetException(new ObjectLostException(_id, $"The transfer of object {_id} was given up after {Arrived} of {Size} bytes. Fetch it again."));
        }
    }

    private sealed record ArrivalWaiter(long Start, long End)
    {
        internal TaskCompletionSource<bool> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
