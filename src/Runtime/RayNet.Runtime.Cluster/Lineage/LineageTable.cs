using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Lineage;

/// <summary>The records of one process, within a budget of bytes: beyond it the one whose call ended first is forgotten.</summary>
internal sealed class LineageTable(long limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LineageRecord> _byEnd = new();
    private long _bytes;

    /// <summary>Whether anything is kept at all.</summary>
    internal bool IsOn => limit > 0;

    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _byEnd.Count;
            }
        }
    }

    internal long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Keeps a record, for the result that it makes.</summary>
    internal void Add(LineageRecord record)
    {
        List<ObjectCell>? released = null;
        lock (_gate)
        {
            record.Place = _byEnd.AddLast(record);
            _bytes += record.Bytes;
            while (_bytes > limit)
            {
                ForgetLocked(_byEnd.First!.Value, ref released);
            }
        }

        Release(released);
    }

    /// <summary>The call has run again: its record is the youngest.</summary>
    internal void Renew(LineageRecord record)
    {
        lock (_gate)
        {
            if (record.Place is { } place)
            {
                _byEnd.Remove(place);
                _byEnd.AddLast(place);
            }
        }
    }

    /// <summary>One more who needs the record, unless it is forgotten.</summary>
    internal bool TryHold(LineageRecord record)
    {
        lock (_gate)
        {
            if (record.IsForgotten)
            {
                return false;
            }

            record.Holds++;
            return true;
        }
    }

    /// <summary>One who needs it no more; the last one takes it out, and what only it needed.</summary>
    internal void Release(LineageRecord record)
    {
        List<ObjectCell>? released = null;
        lock (_gate)
        {
            ReleaseLocked(record, ref released);
        }

        Release(released);
    }

    private void ReleaseLocked(LineageRecord record, ref List<ObjectCell>? released)
    {
        if (--record.Holds == 0 && !record.IsForgotten)
        {
            ForgetLocked(record, ref released);
        }
    }

    private void ForgetLocked(LineageRecord first, ref List<ObjectCell>? released)
    {
        // A loop: records of a long chain go one after the other.
        var forgotten = new Stack<LineageRecord>();
        forgotten.Push(first);
        while (forgotten.TryPop(out LineageRecord? record))
        {
            _byEnd.Remove(record.Place!);
            record.Place = null;
            _bytes -= record.Bytes;
            foreach (object reference in record.TakeReferences())
            {
                if (reference is ObjectCell cell)
                {
                    (released ??= []).Add(cell);
                }
                else if (reference is LineageRecord needed && --needed.Holds == 0 && !needed.IsForgotten)
                {
                    forgotten.Push(needed);
                }
            }
        }
    }

    /// <summary>Not under the lock: the last reference to a cell frees what it has.</summary>
    private static void Release(List<ObjectCell>? cells)
    {
        foreach (ObjectCell cell in cells ?? [])
        {
            cell.ReleaseReference();
        }
    }
}
