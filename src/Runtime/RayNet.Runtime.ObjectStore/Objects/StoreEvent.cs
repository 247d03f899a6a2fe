namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Something that happened in the store.</summary>
/// <param name="Kind">What.</param>
/// <param name="Id">To which object.</param>
/// <param name="Size">Its size.</param>
/// <param name="IsPrimary">Whether it was the copy that has to be kept.</param>
internal readonly record struct StoreEvent(StoreEventKind Kind, ObjectId Id, long Size, bool IsPrimary);
