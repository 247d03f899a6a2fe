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
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _arrived;
    private int _writers;
    private bool _isClosed;

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
            isAborted = _isClosed && _writers == 0;
            isComplete = !_isClosed && _arrived == Size;
            _isClosed |= isComplete;
        }

        End(isComplete, isAborted, position);
    }

    /// <summary>A claimed piece did not come; another source may send it.</summary>
    internal void Release(long position, int count)
    {
        bool isAborted;
        lock (_gate)
        {
            _claimed.Remove(position, position + count);
            _writers--;
            isAborted = _isClosed && _writers == 0;
        }

        End(isComplete: false, isAborted, position);
    }

    /// <summary>Gives the object up. Its memory goes when the last claimed piece is committed or released.</summary>
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
            isAborted = _writers == 0;
        }

        End(isComplete: false, isAborted, position: 0);
    }

    public void Dispose() => Abort();

    private void End(bool isComplete, bool isAborted, long position)
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
}
