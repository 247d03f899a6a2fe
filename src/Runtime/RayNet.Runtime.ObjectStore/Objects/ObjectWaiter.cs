namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Somebody who waits until an object can be read. The pin is taken on his behalf at that moment, so that nothing comes between.</summary>
internal sealed class ObjectWaiter(StoreEntry entry, ulong? process)
{
    internal StoreEntry Entry { get; } = entry;

    /// <summary>Whom to pin the object for; <see langword="null"/> wants only to know.</summary>
    internal ulong? Process { get; } = process;

    /// <summary>Where the object is; <see langword="null"/> if it is gone.</summary>
    internal TaskCompletionSource<ObjectLocation?> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
