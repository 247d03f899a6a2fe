using System.Numerics;
using System.Runtime.InteropServices;

namespace RayNet.Runtime.ObjectStore.Spilling;

/// <summary>CRC-32C over an object that comes in pieces: the processor computes it faster than any disk delivers.</summary>
internal struct Checksum()
{
    private uint _state = uint.MaxValue;

    internal readonly uint Value => ~_state;

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
        {
            state = BitOperations.Crc32C(state, word);
        }

        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
        {
            state = BitOperations.Crc32C(state, rest);
        }

        _state = state;
    }
}
