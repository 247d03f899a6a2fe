namespace RayNet.Runtime.ObjectStore.Allocation;

/// <summary>A part of the arena that is in use.</summary>
/// <param name="Block">The allocator's number for it.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">Its length with what alignment adds.</param>
internal readonly record struct Extent(int Block, long Offset, long Size);
