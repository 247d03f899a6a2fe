using MessagePack;

namespace RayNet.Runtime.Rpc.Tests.Codecs;

[MessagePackObject]
public sealed class Keyed
{
    [Key(3)]
    public string Last { get; set; } = "";

    [Key(0)]
    public int First { get; set; }

    [Key(1)]
    public Guid Id { get; set; }

    [IgnoreMember]
    public int Ignored { get; set; }
}
