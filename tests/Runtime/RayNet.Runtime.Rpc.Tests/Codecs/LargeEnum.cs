namespace RayNet.Runtime.Rpc.Tests.Codecs;

public enum LargeEnum : long
{
    Least = long.MinValue,
    None = 0,
    Most = long.MaxValue,
}
