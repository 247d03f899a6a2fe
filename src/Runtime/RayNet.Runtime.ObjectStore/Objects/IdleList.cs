namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Objects in memory that nobody reads, the one that was longest unread first.</summary>
internal sealed class IdleList
{
    private readonly LinkedList<StoreEntry> _entries = [];

    /// <summary>The memory that they have.</summary>
    internal long Bytes { get; private set; }

    internal LinkedListNode<StoreEntry>? Oldest => _entries.First;

    internal void Add(StoreEntry entry, bool asOldest)
    {
        Bytes += entry.Extent!.Value.Size;
        if (asOldest)
        {
            _entries.AddFirst(entry.IdleNode);
        }
        else
        {
            _entries.AddLast(entry.IdleNode);
        }
    }

    internal void Remove(StoreEntry entry)
    {
        Bytes -= entry.Extent!.Value.Size;
        _entries.Remove(entry.IdleNode);
    }
}
