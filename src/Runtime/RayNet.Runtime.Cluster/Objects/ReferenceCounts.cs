namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// What one process has given out: how often each other one was given its objects, and what it passed on of others and keeps until the receiver is known to the owner. Nothing here knows of links and
/// cells, so that tests run it in any order of events.
/// </summary>
/// <param name="hold">Counts one more holder of what is given out or kept.</param>
/// <param name="release">Counts one less.</param>
internal sealed class ReferenceCounts(Action<object> hold, Action<object> release)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectId, Export> _exports = [];
    private readonly Dictionary<(ulong Receiver, ulong Origin, ulong Sequence), List<object>> _kept = [];

    /// <summary>Objects of this process that others hold.</summary>
    internal int ExportedCount
    {
        get
        {
            lock (_gate)
            {
                return _exports.Count;
            }
        }
    }

    /// <summary>What is kept until a receiver is known to the owner.</summary>
    internal int KeptCount
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>An object of this process that others hold.</summary>
    internal object? Find(ObjectId id)
    {
        lock (_gate)
        {
            return _exports.GetValueOrDefault(id)?.Cell;
        }
    }

    /// <summary>An object of this process is given out. It lives as long as somebody is counted for it.</summary>
    internal void CountOut(ulong receiver, ObjectId id, object cell)
    {
        lock (_gate)
        {
            if (!_exports.TryGetValue(id, out Export? export))
            {
                hold(cell);
                _exports.Add(id, export = new Export(cell));
            }

            export.Counts[receiver] = export.Counts.GetValueOrDefault(receiver) + 1;
        }
    }

    /// <summary>A process that got a reference from a third one makes itself known; <see langword="false"/> if the object is gone.</summary>
    internal bool TryCountBorrow(ulong holder, ObjectId id)
    {
        lock (_gate)
        {
            if (!_exports.TryGetValue(id, out Export? export))
            {
                return false;
            }

            export.Counts[holder] = export.Counts.GetValueOrDefault(holder) + 1;
            return true;
        }
    }

    /// <summary>A process gives so many counts back.</summary>
    internal void CountIn(ulong holder, ObjectId id, int count)
    {
        object? released = null;
        lock (_gate)
        {
            if (_exports.TryGetValue(id, out Export? export) && export.Counts.TryGetValue(holder, out int held))
            {
                if (held > count)
                {
                    export.Counts[holder] = held - count;
                }
                else if (export.Counts.Remove(holder) && export.Counts.Count == 0)
                {
                    _exports.Remove(id);
                    released = export.Cell;
                }
            }
        }

        if (released is not null)
        {
            release(released);
        }
    }

    /// <summary>What is passed on to a receiver that its owner does not know yet stays until <see cref="Unkeep"/>.</summary>
    internal void Keep(ulong receiver, ulong origin, ulong sequence, object what)
    {
        hold(what);
        lock (_gate)
        {
            if (!_kept.TryGetValue((receiver, origin, sequence), out List<object>? kept))
            {
                _kept.Add((receiver, origin, sequence), kept = []);
            }

            kept.Add(what);
        }
    }

    /// <summary>The receiver is known to the owner.</summary>
    internal void Unkeep(ulong receiver, ulong origin, ulong sequence)
    {
        object? what = null;
        lock (_gate)
        {
            if (_kept.TryGetValue((receiver, origin, sequence), out List<object>? kept))
            {
                what = kept[^1];
                kept.RemoveAt(kept.Count - 1);
                if (kept.Count == 0)
                {
                    _kept.Remove((receiver, origin, sequence));
                }
            }
        }

        if (what is not null)
        {
            release(what);
        }
    }

    /// <summary>A process is gone, and with it its counts and what was kept for it.</summary>
    internal void Lose(ulong process)
    {
        var released = new List<object>();
        lock (_gate)
        {
            foreach ((ObjectId id, Export export) in _exports.ToArray())
            {
                if (export.Counts.Remove(process) && export.Counts.Count == 0)
                {
                    _exports.Remove(id);
                    released.Add(export.Cell);
                }
            }

            foreach ((ulong Receiver, ulong Origin, ulong Sequence) key in _kept.Keys.Where(key => key.Receiver == process).ToArray())
            {
                _kept.Remove(key, out List<object>? kept);
                released.AddRange(kept!);
            }
        }

        foreach (object what in released)
        {
            release(what);
        }
    }

    private sealed class Export(object cell)
    {
        internal object Cell { get; } = cell;

        internal Dictionary<ulong, int> Counts { get; } = [];
    }
}
