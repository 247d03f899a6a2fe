namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>An object that a producer wants to write.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Size">Its size in the arena, header included.</param>
/// <param name="Creator">The process that writes it.</param>
/// <param name="Owner">The process that decides how long it lives.</param>
/// <param name="IsPrimary">Whether this is the copy that has to be kept; others are dropped when memory is short.</param>
internal readonly record struct CreateRequest(ObjectId Id, long Size, ulong Creator, ulong Owner, bool IsPrimary = true);
