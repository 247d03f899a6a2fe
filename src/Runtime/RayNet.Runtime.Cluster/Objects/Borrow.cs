namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// How often the owner counts this process for one object. Held by the borrowed cell; when that is collected, or disposed, the count goes
/// back. The finalizer is the only way to learn that the last holder is gone.
/// </summary>
internal sealed class Borrow(ReferenceTable table, ObjectId id, Type type, NodeId ownerNode)
{
    private int _released;

    internal ObjectId Id { get; } = id;

    /// <summary>The type as which it was received.</summary>
    internal Type Type { get; } = type;

    internal NodeId OwnerNode { get; } = ownerNode;

    /// <summary>Counts that the owner has for this process. Guarded by the table.</summary>
    internal int Received { get; set; }

    /// <summary>Whether its counts have gone back: one that comes later has to follow them.</summary>
    internal bool IsReleased => Volatile.Read(ref _released) != 0;

    ~Borrow() => table.QueueRelease(this);

    internal bool TryRelease()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
        {
            return false;
        }

#pragma warning disable CA1816 // Not a disposal: the count has gone back, so nobody has to look again.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
        return true;
    }
}
