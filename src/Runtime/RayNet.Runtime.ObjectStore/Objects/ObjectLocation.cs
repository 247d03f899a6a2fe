namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>Where in the arena an object lies.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">How long it is.</param>
internal readonly record struct ObjectLocation(long Offset, long Size);
