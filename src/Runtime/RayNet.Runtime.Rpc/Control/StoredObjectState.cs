namespace RayNet.Runtime.Control;

/// <summary>An object in a node's store.</summary>
/// <param name="Id">The object.</param>
/// <param name="Size">Bytes.</param>
/// <param name="State">Creating, sealed, spilled and so on.</param>
/// <param name="Owner">The process that owns it.</param>
/// <param name="Pins">Readers that hold it.</param>
/// <param name="IsPrimary">Whether it must not be dropped.</param>
internal sealed record StoredObjectState(ObjectId Id, long Size, string State, ulong Owner, int Pins, bool IsPrimary);
