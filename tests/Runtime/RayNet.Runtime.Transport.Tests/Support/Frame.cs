namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>A frame as it arrived.</summary>
internal sealed record Frame(FrameKind Kind, byte Flags, ushort Method, uint Slot, byte[] Payload, bool IsLone)
{
    internal static byte[] Filled(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
