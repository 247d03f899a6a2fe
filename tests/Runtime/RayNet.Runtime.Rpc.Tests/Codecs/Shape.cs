using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

[Union(0, typeof(Circle))]
[Union(7, typeof(Box))]
public abstract class Shape;
