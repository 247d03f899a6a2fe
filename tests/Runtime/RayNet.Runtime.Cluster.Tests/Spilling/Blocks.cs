namespace RayNet.Runtime.Cluster.Tests.Spilling;

/// <summary>Large values.</summary>
public static class Blocks
{
    [Remote]
    public static byte[] Make(int size, byte value)
    {
        byte[] block = new byte[size];
        block.AsSpan().Fill(value);
        return block;
    }

    [Remote]
    public static long Sum(byte[] block) => block.Sum(static value => (long)value);
}
