namespace RayNet.Runtime.Actors.Snapshots;

/// <summary>Where the snapshots of one actor are kept.</summary>
internal interface ISnapshotStore
{
    /// <summary>Keeps a snapshot in place of the one before. One at a time.</summary>
    /// <returns>Whether it is kept; <see langword="false"/> when the actor's life is over for whoever keeps it.</returns>
    Task<bool> StoreAsync(ReadOnlyMemory<byte> snapshot);
}
