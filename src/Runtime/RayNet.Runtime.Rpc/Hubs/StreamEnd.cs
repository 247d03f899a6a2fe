using Grpc.Core;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>The arguments of a receiver's method for the end of a stream.</summary>
/// <param name="Stream">The number that the client chose.</param>
/// <param name="Status">OK when the stream is complete.</param>
/// <param name="Detail">What failed.</param>
internal readonly record struct StreamEnd(int Stream, StatusCode Status, string Detail);
