namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>The arguments of a receiver's method for one item of a stream.</summary>
/// <param name="Stream">The number that the client chose.</param>
/// <param name="Item">The item.</param>
internal readonly record struct StreamItem<T>(int Stream, T Item);
