namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>What one process has to do with the store: what goes when it dies. Guarded by the store's lock.</summary>
internal sealed class ProcessRecord(ulong id)
{
    internal ulong Id { get; } = id;

    /// <summary>How often it holds each object that it reads.</summary>
    internal Dictionary<StoreEntry, int> Pins { get; } = [];

    /// <summary>What it writes now.</summary>
    internal HashSet<StoreEntry> Creating { get; } = [];

    /// <summary>What lives as long as it wants.</summary>
    internal HashSet<StoreEntry> Owned { get; } = [];
}
