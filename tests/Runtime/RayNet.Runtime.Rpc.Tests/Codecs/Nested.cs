using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

[MessagePackObject]
public sealed class Nested
{
    [Key(0)]
    public Keyed? Inner { get; set; }

    [Key(1)]
    public List<Keyed> Items { get; set; } = [];

    [Key(2)]
    public DateTime At { get; set; }
}
