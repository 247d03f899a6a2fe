using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

[MessagePackObject]
public sealed class Circle : Shape
{
    [Key(0)]
    public double Radius { get; set; }
}
