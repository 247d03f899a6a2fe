namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// How often the owner counts this process for one object. Held by the borrowed cell; when that is collected, or disposed, the count goes
/// back. The finalizer is the only way to learn that the last holder is gone.
/// </summary>
internal sealed class Borrow(ReferenceTable table, ObjectId id, Type type, NodeId ownerNode)
{
    private BorrowCount _count;

    internal ObjectId Id { get; } = id;

    /// <summary>The type as which it was received.</summary>
    internal Type Type { get; } = type;

    internal NodeId OwnerNode { get; } = ownerNode;

    /// <inheritdoc cref="BorrowCount.TryAdd"/>
    internal bool TryCount() => _count.TryAdd();

    ~Borrow() => table.QueueRelease(this);

    /// <inheritdoc cref="BorrowCount.TryTake"/>
    internal bool TryRelease(out int count)
    {
        if (!_count.TryTake(out count))
        {
            return false;
        }

#pragma warning disable CA1816 // Not a disposal: the count has gone back, so nobody has to look again.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
        return true;
    }
}
