using RayNet.Runtime.ObjectStore.Allocation;
using RayNet.Runtime.ObjectStore.Spilling;

namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>One object of the store. Guarded by the store's lock.</summary>
internal sealed class StoreEntry(in CreateRequest request, ProcessRecord creator, ProcessRecord owner, long createdAt)
{
    private LinkedListNode<StoreEntry>? _idleNode;

    internal ObjectId Id { get; } = request.Id;

    internal long Size { get; } = request.Size;

    internal ProcessRecord Creator { get; } = creator;

    internal ProcessRecord Owner { get; } = owner;

    internal bool IsPrimary { get; set; } = request.IsPrimary;

    /// <summary>When it came into being, as the clock's timestamp.</summary>
    internal long CreatedAt { get; } = createdAt;

    internal StoredState State { get; set; }

    /// <summary>Its memory; <see langword="null"/> while it has none.</summary>
    internal Extent? Extent { get; set; }

    /// <summary>Its file; <see langword="null"/> while it has none. An object that came back from disk keeps it.</summary>
    internal SpillTicket? Ticket { get; set; }

    /// <summary>How many readers it has, over all processes.</summary>
    internal int Pins { get; set; }

    /// <summary>Whether its owner no longer needs it: it finds no new readers, and goes with the last that it has.</summary>
    internal bool IsFreed { get; set; }

    /// <summary>The wish for memory that it waits with.</summary>
    internal MemoryRequest? Request { get; set; }

    /// <summary>Those who wait until it can be read.</summary>
    internal List<ObjectWaiter> Waiters => field ??= [];

    internal LinkedListNode<StoreEntry> IdleNode => _idleNode ??= new LinkedListNode<StoreEntry>(this);

    internal bool IsIdle => _idleNode?.List is not null;

    internal bool IsReadable => State is StoredState.Sealed or StoredState.Spilling && !IsFreed;

    internal ObjectLocation Location => new(Extent!.Value.Offset, Size);
}
