namespace RayNet.Runtime.Control;

/// <summary>How a process maps its node's object store.</summary>
/// <param name="Path">What to open; empty where the process cannot map it.</param>
/// <param name="Capacity">Bytes.</param>
/// <param name="Instance">A number that the segment's first page repeats.</param>
/// <param name="InlineLimit">Values up to this many bytes travel in messages and not through the store.</param>
internal sealed record StoreInfo(string Path, long Capacity, ulong Instance, int InlineLimit);
