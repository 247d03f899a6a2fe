using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.ObjectStore.Tests.Support;

/// <summary>Content that is different for each object and each position, so that any mix-up shows.</summary>
internal static class Pattern
{
    public static void Fill(Span<byte> bytes, ulong seed)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ulong state = (seed * 0x9E3779B97F4A7C15) + 1;
        foreach (ref ulong word in words)
        {
            state = Next(state);
            word = state;
        }

        Span<byte> last = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(last, Next(state));
        Span<byte> rest = bytes[(words.Length * sizeof(ulong))..];
        last[..rest.Length].CopyTo(rest);
    }

    public static byte[] Bytes(int size, ulong seed)
    {
        byte[] bytes = new byte[size];
        Fill(bytes, seed);
        return bytes;
    }

    public static bool Matches(ReadOnlySpan<byte> bytes, ulong seed) => bytes.SequenceEqual(Bytes(bytes.Length, seed));

    private static ulong Next(ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        return state ^ (state << 17);
    }
}
