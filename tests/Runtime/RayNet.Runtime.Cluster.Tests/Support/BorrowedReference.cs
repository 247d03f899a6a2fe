using RayNet.Runtime.Cluster.Objects;

namespace RayNet.Runtime.Cluster.Tests;

/// <summary>A process's reference to the object of another one: the account of a borrowed cell, and who holds it here.</summary>
internal sealed class BorrowedReference
{
    private BorrowCount _count;

    internal CountedCell Cell { get; } = new CountedCell();

    /// <summary>Whether the owner has counted this process for it.</summary>
    internal bool IsCounted { get; private set; }

    /// <summary>It was lost with the process that passed it on, or with its owner.</summary>
    internal bool IsFailed { get; set; }

    internal bool IsUsable => !IsFailed && !Cell.IsUnreferenced;

    internal bool TryAdd()
    {
        bool isAdded = _count.TryAdd();
        IsCounted |= isAdded;
        return isAdded;
    }

    internal bool TryTake(out int count)
    {
        IsCounted = false;
        return _count.TryTake(out count);
    }
}
