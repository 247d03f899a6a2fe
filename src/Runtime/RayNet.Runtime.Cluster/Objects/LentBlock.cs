using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>A block that this process wrote into the store, and who still looks at it. Guarded by the lock of <see cref="BlockExchange"/>.</summary>
/// <param name="id">The block.</param>
/// <param name="location">Where it lies.</param>
internal sealed class LentBlock(ObjectId id, ObjectStore.Objects.ObjectLocation location)
{
    private readonly List<PeerLink> _receivers = [];
    private int _own;

    internal ObjectId Id { get; } = id;

    internal ObjectStore.Objects.ObjectLocation Location { get; } = location;

    /// <summary>Where its numbers begin, for one that this process has a view of itself; else -1.</summary>
    internal long ViewedAt { get; init; } = -1;

    internal bool IsHeld => _own > 0 || _receivers.Count > 0;

    /// <summary>A process holds it, or this one where there is none.</summary>
    internal void Hold(PeerLink? receiver)
    {
        if (receiver is null)
        {
            _own++;
        }
        else
        {
            _receivers.Add(receiver);
        }
    }

    /// <summary>It lets go of one of its holds.</summary>
    internal void Release(PeerLink? receiver)
    {
        if (receiver is null)
        {
            _own--;
        }
        else
        {
            _receivers.Remove(receiver);
        }
    }

    /// <summary>A process is gone. Returns whether it held anything.</summary>
    internal bool Lose(PeerLink receiver) => _receivers.RemoveAll(item => ReferenceEquals(item, receiver)) > 0;
}
