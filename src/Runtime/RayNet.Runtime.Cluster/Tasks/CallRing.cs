using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Tasks;

/// <summary>A queue of calls whose places are numbered for good, so that whoever reads it in parts knows where to go on. Guarded by the lock of its owner.</summary>
internal sealed class CallRing
{
    private ObjectCell?[] _calls = new ObjectCell?[16];
    private long _head;
    private long _tail;

    internal int Count => (int)(_tail - _head);

    internal void Enqueue(ObjectCell call)
    {
        if (Count == _calls.Length)
        {
            Grow();
        }

        _calls[(int)_tail & (_calls.Length - 1)] = call;
        _tail++;
    }

    /// <summary>Takes the first call out; <see langword="null"/> when there is none.</summary>
    internal ObjectCell? Dequeue()
    {
        if (_head == _tail)
        {
            return null;
        }

        ref ObjectCell? first = ref _calls[(int)_head & (_calls.Length - 1)];
        ObjectCell? call = first;
        first = null;
        _head++;
        return call;
    }

    /// <summary>The first call; <see langword="null"/> when there is none.</summary>
    internal ObjectCell? Peek() => _head == _tail ? null : _calls[(int)_head & (_calls.Length - 1)];

    /// <summary>Copies the calls from a place on, or from the first one when that is behind it; the place is then that of the first one copied.</summary>
    /// <returns>How many there were.</returns>
    internal int Read(ref long place, Span<ObjectCell?> calls)
    {
        place = Math.Max(place, _head);
        int count = (int)Math.Clamp(_tail - place, 0, calls.Length);
        int begin = (int)place & (_calls.Length - 1);
        int first = Math.Min(count, _calls.Length - begin);
        _calls.AsSpan(begin, first).CopyTo(calls);
        _calls.AsSpan(0, count - first).CopyTo(calls[first..]);
        return count;
    }

    private void Grow()
    {
        var larger = new ObjectCell?[_calls.Length * 2];
        for (long place = _head; place < _tail;)
        {
            // Places keep their numbers, so that the two parts of the old array may lie elsewhere in the new one.
            int from = (int)place & (_calls.Length - 1);
            int to = (int)place & (larger.Length - 1);
            int length = (int)Math.Min(_tail - place, Math.Min(_calls.Length - from, larger.Length - to));
            _calls.AsSpan(from, length).CopyTo(larger.AsSpan(to));
            place += length;
        }

        _calls = larger;
    }
}
