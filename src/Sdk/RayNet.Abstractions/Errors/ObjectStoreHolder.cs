namespace RayNet;

/// <summary>One of the objects that fill an object store.</summary>
/// <param name="Id">The object.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Owner">The process that owns it.</param>
/// <param name="Pins">How many readers hold it now; an object with readers is neither evicted nor moved to disk.</param>
/// <param name="IsBeingCreated">Whether its producer is still writing it.</param>
public sealed record ObjectStoreHolder(ObjectId Id, long Size, ulong Owner, int Pins, bool IsBeingCreated);
