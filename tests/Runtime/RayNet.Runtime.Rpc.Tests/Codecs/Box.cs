using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

[MessagePackObject]
public sealed class Box : Shape
{
    [Key(0)]
    public int Width { get; set; }
}
