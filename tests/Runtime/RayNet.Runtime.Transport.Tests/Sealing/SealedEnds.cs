using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Transport.Tests.Sealing;

/// <summary>Keys and ends of sealed connections, without a greeting.</summary>
internal static class SealedEnds
{
    internal static byte[] Secret(byte fill)
    {
        byte[] secret = new byte[SealKey.SecretBytes];
        secret.AsSpan().Fill(fill);
        return secret;
    }

    /// <summary>The side that sends with the secret 1 and receives with 2.</summary>
    internal static SealedChannel First(IByteChannel inner, uint blocksPerKey = SealKey.BlocksPerKey) =>
        new(inner, new SealKey(Secret(1), blocksPerKey), new SealKey(Secret(2), blocksPerKey));

    internal static SealedChannel Second(IByteChannel inner, uint blocksPerKey = SealKey.BlocksPerKey) =>
        new(inner, new SealKey(Secret(2), blocksPerKey), new SealKey(Secret(1), blocksPerKey));

    /// <summary>The blocks that the first side sends for these bytes.</summary>
    internal static byte[][] Sealed(params byte[][] all)
    {
        using var key = new SealKey(Secret(1));
        return [.. all.Select(Seal)];

        byte[] Seal(byte[] bytes)
        {
            byte[] block = new byte[SealedBlock.HeaderBytes + bytes.Length];
            key.Seal(bytes, block);
            return block;
        }
    }
}
