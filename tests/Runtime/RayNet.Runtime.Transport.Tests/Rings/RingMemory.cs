using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RayNet.Runtime.Transport.Rings;

namespace RayNet.Runtime.Transport.Tests.Rings;

/// <summary>The memory of one direction, as two processes would share it.</summary>
internal sealed unsafe class RingMemory : IDisposable
{
    internal const int Capacity = 1024;

    private readonly byte* _start = (byte*)NativeMemory.AlignedAlloc(Ring.HeaderSize + Capacity, 64);

    internal RingMemory() => NativeMemory.Clear(_start, Ring.HeaderSize + Capacity);

    internal Ring Ring => new(_start, Capacity);

    /// <summary>Writes what a side that is none of RayNet's could write into the header.</summary>
    internal void Spoil(int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(new Span<byte>(_start + at, sizeof(ulong)), value);

    public void Dispose() => NativeMemory.AlignedFree(_start);
}
