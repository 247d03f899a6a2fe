namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>An object that waits for memory.</summary>
internal sealed class MemoryRequest(StoreEntry entry, bool isRestore)
{
    internal StoreEntry Entry { get; } = entry;

    /// <summary>Whether the object comes back from disk, for somebody who waits for it.</summary>
    internal bool IsRestore { get; } = isRestore;

    internal LinkedListNode<MemoryRequest>? Node { get; set; }

    /// <summary>Ends the wait when it lasts too long.</summary>
    internal ITimer? Timer { get; set; }

    internal bool IsPending => Node?.List is not null;

    /// <summary>Completes when the object has its memory, with where that is.</summary>
    internal TaskCompletionSource<ObjectLocation> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
