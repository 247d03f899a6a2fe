namespace RayNet.Testing.TestApp;

/// <summary>Large values.</summary>
internal static class Blocks
{
    [Remote]
    public static byte[] Make(int size)
    {
        byte[] block = new byte[size];
        block.AsSpan().Fill(1);
        return block;
    }

    [Remote]
    public static long Sum(byte[] block) => block.Sum(static value => (long)value);
}
