using MessagePack;

namespace RayNet.Gateways.Tests.Remote;

/// <summary>As MagicOnion's clients declare types: an array by key.</summary>
[MessagePackObject]
public sealed record Order([property: Key(0)] string Item, [property: Key(1)] int Quantity, [property: Key(2)] DateTime At);
