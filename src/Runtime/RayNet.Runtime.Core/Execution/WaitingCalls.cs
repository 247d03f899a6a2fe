using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>Calls that no queue holds: they wait for arguments or for a retry. Kept so that shutdown can fail them, each at a place of its own while it waits.</summary>
internal sealed class WaitingCalls
{
    private const int None = -1;

    private readonly Lock _gate = new();
    private Place[] _places = new Place[16];
    private int _used;
    private int _free = None;
    private Exception? _closed;

    /// <summary>Keeps a call.</summary>
    /// <returns>Its place, for <see cref="Remove"/>.</returns>
    internal int Add(ObjectCell call)
    {
        lock (_gate)
        {
            if (_closed is null)
            {
                return AddLocked(call);
            }
        }

        call.TryFail(_closed, observed: true);
        return None;
    }

    internal ObjectCell[] ToArray()
    {
        lock (_gate)
        {
            return [.. _places.Take(_used).Select(static place => place.Call).OfType<ObjectCell>()];
        }
    }

    /// <summary>Copies the calls from a place on; places that are free give <see langword="null"/>. Returns how many places there were.</summary>
    internal int Read(long from, Span<ObjectCell?> calls)
    {
        lock (_gate)
        {
            int count = (int)Math.Clamp(_used - from, 0, calls.Length);
            for (int i = 0; i < count; i++)
            {
                calls[i] = _places[from + i].Call;
            }

            return count;
        }
    }

    internal void Remove(int place)
    {
        lock (_gate)
        {
            // After the end all places are gone.
            if (place >= 0 && place < _used)
            {
                _places[place] = new Place(null, _free);
                _free = place;
            }
        }
    }

    /// <summary>Fails what waits, and from now on whatever comes.</summary>
    internal void FailAll(Exception exception)
    {
        ObjectCell[] calls;
        lock (_gate)
        {
            calls = ToArray();
            _closed = exception;
            _places = [];
            _used = 0;
            _free = None;
        }

        foreach (ObjectCell call in calls)
        {
            call.TryFail(exception, observed: true);
        }
    }

    private int AddLocked(ObjectCell call)
    {
        int place = _free;
        if (place == None)
        {
            place = _used++;
            if (place == _places.Length)
            {
                Array.Resize(ref _places, _places.Length * 2);
            }
        }
        else
        {
            _free = _places[place].NextFree;
        }

        _places[place] = new Place(call, None);
        return place;
    }

    private readonly record struct Place(ObjectCell? Call, int NextFree);
}
