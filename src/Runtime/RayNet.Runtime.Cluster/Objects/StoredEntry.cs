using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Lineage;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>
/// Where the value of an own object is in the store of some node. Held by its cell; when that is collected, or its last reference disposed, the
/// stored bytes are given up.
/// </summary>
internal sealed class StoredEntry(ObjectPlane plane, ObjectId id, NodeId node, long size, bool isOwned) : ObjectLocation
{
    private int _fetching;
    private int _freed;

    internal ObjectId Id { get; } = id;

    internal NodeId Node { get; } = node;

    internal long Size { get; } = size;

    /// <summary>Whether this process decides how long the bytes live.</summary>
    internal bool IsOwned { get; } = isOwned;

    /// <summary>Whether the bytes are a block that was lent to another process: they live until both have let go.</summary>
    internal bool IsLent { get; init; }

    /// <summary>How the object is made again; <see langword="null"/> where it cannot be, for the reason of <see cref="LossCause"/>.</summary>
    internal LineageRecord? Lineage { get; set; }

    /// <summary>Why it is lost with its last copy, where it is.</summary>
    internal ObjectLossCause LossCause { get; set; } = ObjectLossCause.PutObject;

    ~StoredEntry()
    {
        if (IsOwned && Volatile.Read(ref _freed) == 0)
        {
            plane.QueueFree(this);
        }
    }

    /// <summary>Claims the one fetch.</summary>
    internal bool TryBeginFetch() => Interlocked.Exchange(ref _fetching, 1) == 0;

    internal bool TryFree()
    {
        if (!IsOwned || Interlocked.Exchange(ref _freed, 1) != 0)
        {
            return false;
        }

#pragma warning disable CA1816 // Not a disposal: what the finalizer would do is done.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
        return true;
    }
}
