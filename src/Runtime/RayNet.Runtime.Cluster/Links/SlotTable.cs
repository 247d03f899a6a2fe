using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Links;

/// <summary>
/// The calls of a link that wait for an answer. A call is found by its place, not by a search; the generation in the upper bits of a slot
/// tells a late answer from one for the place's next call.
/// </summary>
internal sealed class SlotTable
{
    private const int IndexBits = 20;
    private const uint IndexMask = (1 << IndexBits) - 1;

    private readonly Lock _gate = new();
    private Entry[] _entries = new Entry[64];
    private int _free = -1;
    private int _used;
    private int _order;
    private bool _closed;

    /// <summary>Adds a call. Returns <see langword="false"/> when the link has ended.</summary>
    internal bool TryAdd(ObjectCell call, CallRoute route, out uint slot)
    {
        lock (_gate)
        {
            slot = 0;
            if (_closed)
            {
                return false;
            }

            int index = _free;
            if (index >= 0)
            {
                _free = _entries[index].Next;
            }
            else
            {
                index = _used++;
                if (index > IndexMask)
                {
                    _used--;
                    throw new PendingCallsLimitExceededException($"A process has {IndexMask + 1} calls that wait for answers on one link. Wait for some to end before submitting more.");
                }

                if (index == _entries.Length)
                {
                    Array.Resize(ref _entries, _entries.Length * 2);
                }
            }

            ref Entry entry = ref _entries[index];
            entry.Call = call;
            entry.Route = route;
            entry.Next = _order++;
            slot = (entry.Generation << IndexBits) | (uint)index;
            return true;
        }
    }

    /// <summary>Takes a call out.</summary>
    internal ObjectCell? Take(uint slot, out CallRoute? route)
    {
        lock (_gate)
        {
            int index = (int)(slot & IndexMask);
            if (index >= _used || _entries[index].Call is not { } call || _entries[index].Generation != slot >> IndexBits)
            {
                route = null;
                return null;
            }

            ref Entry entry = ref _entries[index];
            route = entry.Route;
            Free(ref entry, index);
            return call;
        }
    }

    /// <summary>The call of a slot, which stays.</summary>
    internal ObjectCell? Find(uint slot)
    {
        lock (_gate)
        {
            int index = (int)(slot & IndexMask);
            return index < _used && _entries[index].Generation == slot >> IndexBits ? _entries[index].Call : null;
        }
    }

    /// <summary>Copies the calls from a place on, with their routes; places that are free give <see langword="null"/>. Returns how many places there were.</summary>
    internal int Read(int from, Span<ObjectCell?> calls, Span<CallRoute?> routes)
    {
        lock (_gate)
        {
            int count = Math.Clamp(_used - from, 0, calls.Length);
            for (int i = 0; i < count; i++)
            {
                (calls[i], routes[i]) = (_entries[from + i].Call, _entries[from + i].Route);
            }

            return count;
        }
    }

    /// <summary>The slot of a call; a search, for the rare cancellation.</summary>
    internal uint? SlotOf(ObjectCell call)
    {
        lock (_gate)
        {
            for (int i = 0; i < _used; i++)
            {
                if (ReferenceEquals(_entries[i].Call, call))
                {
                    return (_entries[i].Generation << IndexBits) | (uint)i;
                }
            }

            return null;
        }
    }

    /// <summary>Takes no more calls, and hands out those that wait, in the order in which they were added: whoever repeats them keeps it.</summary>
    internal List<(ObjectCell Call, CallRoute Route)> Close()
    {
        var calls = new List<(int Age, ObjectCell Call, CallRoute Route)>();
        lock (_gate)
        {
            _closed = true;
            for (int i = 0; i < _used; i++)
            {
                ref Entry entry = ref _entries[i];
                if (entry.Call is { } call)
                {
                    // Also when the number has begun anew.
                    calls.Add((unchecked(entry.Next - _order), call, entry.Route!));
                    Free(ref entry, i);
                }
            }
        }

        calls.Sort(static (left, right) => left.Age.CompareTo(right.Age));
        return calls.ConvertAll(static item => (item.Call, item.Route));
    }

    private void Free(ref Entry entry, int index)
    {
        entry.Call = null;
        entry.Route = null;
        entry.Generation = (entry.Generation + 1) & ((1u << (32 - IndexBits)) - 1);
        entry.Next = _free;
        _free = index;
    }

    private struct Entry
    {
        internal ObjectCell? Call;
        internal CallRoute? Route;
        internal uint Generation;

        /// <summary>In use: its place in the order of all calls. Free: the next free one.</summary>
        internal int Next;
    }
}
