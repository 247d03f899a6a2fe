namespace RayNet.Runtime.Control;

/// <summary>Where an object lies.</summary>
/// <param name="Offset">From the begin of the segment.</param>
/// <param name="Size">Bytes, layout included.</param>
internal sealed record StoreExtent(long Offset, long Size);
