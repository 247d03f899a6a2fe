using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;

namespace RayNet.Runtime.Cluster.Transfer;

/// <summary>The stores of other nodes on this machine, mapped to be read. A store whose node is gone is let go when nobody reads it any more: its memory would stay with it.</summary>
internal sealed class NearStores : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, Entry> _stores = [];
    private readonly HashSet<NodeId> _unreachable = [];

    /// <summary>Stores of nodes that are gone, while they are read.</summary>
    private readonly List<Entry> _orphans = [];

    /// <summary>Whether it is worth a question: it is not known that the store cannot be mapped.</summary>
    internal bool MayReach(NodeId node)
    {
        lock (_gate)
        {
            return !_unreachable.Contains(node);
        }
    }

    /// <summary>Maps the store, or has it mapped already; <see langword="null"/> where it cannot be: another container or user. To be given back by <see cref="Return"/>.</summary>
    internal StoreMapping? TryOpen(NodeId node, ArenaAddress address)
    {
        lock (_gate)
        {
            if (_stores.TryGetValue(node, out Entry? known) && known.Address == address)
            {
                known.Readers++;
                return known.Mapping;
            }

            try
            {
                var entry = new Entry(address, StoreMapping.Open(address)) { Readers = 1 };
                LetGoLocked(node);
                _stores.Add(node, entry);
                return entry.Mapping;
            }
            catch (RayException)
            {
                _unreachable.Add(node);
                return null;
            }
        }
    }

    internal void Return(StoreMapping mapping)
    {
        lock (_gate)
        {
            Entry? entry = _stores.Values.FirstOrDefault(item => item.Mapping == mapping) ?? _orphans.Find(item => item.Mapping == mapping);
            if (entry is not null && --entry.Readers == 0 && _orphans.Remove(entry))
            {
                mapping.Dispose();
            }
        }
    }

    /// <summary>The node is gone.</summary>
    internal void Forget(NodeId node)
    {
        lock (_gate)
        {
            _unreachable.Remove(node);
            LetGoLocked(node);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (NodeId node in _stores.Keys.ToArray())
            {
                LetGoLocked(node);
            }
        }
    }

    private void LetGoLocked(NodeId node)
    {
        if (!_stores.Remove(node, out Entry? entry))
        {
            return;
        }

        if (entry.Readers == 0)
        {
            entry.Mapping.Dispose();
        }
        else
        {
            _orphans.Add(entry);
        }
    }

    private sealed class Entry(ArenaAddress address, StoreMapping mapping)
    {
        internal ArenaAddress Address { get; } = address;

        internal StoreMapping Mapping { get; } = mapping;

        internal int Readers { get; set; }
    }
}
