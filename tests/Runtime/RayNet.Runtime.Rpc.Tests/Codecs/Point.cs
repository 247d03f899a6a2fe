using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

[MessagePackObject]
public readonly record struct Point([property: Key(0)] double X, [property: Key(1)] double Y);
