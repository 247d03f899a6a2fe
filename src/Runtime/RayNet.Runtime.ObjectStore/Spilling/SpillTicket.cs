namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>Where a storage has put an object.</summary>
/// <param name="Location">The storage's own name for it.</param>
/// <param name="Size">The size of the object.</param>
internal sealed record SpillTicket(string Location, long Size);
