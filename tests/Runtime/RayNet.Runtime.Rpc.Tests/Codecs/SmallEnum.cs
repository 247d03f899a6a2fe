namespace RayNet.Runtime.Rpc.Tests.Codecs;

public enum SmallEnum : byte
{
    None,
    Most = 255,
}
