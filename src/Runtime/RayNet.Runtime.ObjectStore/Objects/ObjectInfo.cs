namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>One object as <c>raynet memory</c> shows it.</summary>
/// <param name="Id">The object.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Owner">The process that decides how long it lives.</param>
/// <param name="Creator">The process that wrote it.</param>
/// <param name="IsPrimary">Whether this is the copy that has to be kept.</param>
/// <param name="Pins">How often each process holds it.</param>
/// <param name="Age">How long it exists.</param>
/// <param name="IsFreed">Whether the owner no longer needs it, so that it goes with its last reader.</param>
internal sealed record ObjectInfo(
    ObjectId Id,
    long Size,
    StoredState State,
    ulong Owner,
    ulong Creator,
    bool IsPrimary,
    IReadOnlyDictionary<ulong, int> Pins,
    TimeSpan Age,
    bool IsFreed);
