using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RayNet.Runtime.ObjectStore.Mapping;

/// <summary>
/// Copies into the arena. What is larger than a part of the cache goes past it: an ordinary store first reads the line that it is
/// about to overwrite, which costs half of the memory's bandwidth.
/// </summary>
internal static unsafe class BulkCopy
{
    /// <summary>From here on stores go past the cache.</summary>
    internal const int NonTemporalFrom = 256 << 10;

    /// <summary>Copies all of the source.</summary>
    internal static void Copy<T>(ReadOnlySpan<T> source, byte* destination)
        where T : unmanaged
    {
        fixed (T* start = &MemoryMarshal.GetReference(source))
        {
            Copy((byte*)start, destination, (nuint)source.Length * (nuint)sizeof(T));
        }
    }

    /// <summary>Copies all of the source to the start of the destination.</summary>
    internal static void Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (source.Length > destination.Length)
        {
            throw new ArgumentException($"{source.Length} bytes do not fit into {destination.Length}.", nameof(destination));
        }

        fixed (byte* to = &MemoryMarshal.GetReference(destination))
        {
            Copy(source, to);
        }
    }

    /// <summary>Copies between memory that does not overlap.</summary>
    internal static void Copy(byte* source, byte* destination, nuint count)
    {
        if (count < NonTemporalFrom || !Sse2.IsSupported)
        {
            Buffer.MemoryCopy(source, destination, count, count);
        }
        else if (count < StripedCopy.From)
        {
            CopyPastCache(source, destination, count);
        }
        else
        {
            StripedCopy.Copy(source, destination, count);
        }
    }

    /// <summary>On the calling thread. The destination may begin and end anywhere.</summary>
    internal static void CopyPastCache(byte* source, byte* destination, nuint count)
    {
        // Stores past the cache need a destination of whole lines.
        nuint head = Math.Min((nuint)(-(nint)destination & 63), count);
        Unsafe.CopyBlockUnaligned(destination, source, (uint)head);
        source += head;
        destination += head;
        nuint body = (count - head) & ~(nuint)255;
        if (Vector512.IsHardwareAccelerated)
        {
            Copy512(source, destination, body);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Copy256(source, destination, body);
        }
        else
        {
            Copy128(source, destination, body);
        }

        // Such stores are not ordered: who is told that the object is sealed must see them.
        Sse.StoreFence();
        nuint tail = count - head - body;
        Unsafe.CopyBlockUnaligned(destination + body, source + body, (uint)tail);
    }

    // These loops are hot on their first call.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy512(byte* source, byte* destination, nuint count)
    {
        for (byte* end = source + count; source < end; source += 256, destination += 256)
        {
            Vector512<byte> a = Vector512.Load(source);
            Vector512<byte> b = Vector512.Load(source + 64);
            Vector512<byte> c = Vector512.Load(source + 128);
            Vector512<byte> d = Vector512.Load(source + 192);
            a.StoreAlignedNonTemporal(destination);
            b.StoreAlignedNonTemporal(destination + 64);
            c.StoreAlignedNonTemporal(destination + 128);
            d.StoreAlignedNonTemporal(destination + 192);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy256(byte* source, byte* destination, nuint count)
    {
        for (byte* end = source + count; source < end; source += 128, destination += 128)
        {
            Vector256<byte> a = Vector256.Load(source);
            Vector256<byte> b = Vector256.Load(source + 32);
            Vector256<byte> c = Vector256.Load(source + 64);
            Vector256<byte> d = Vector256.Load(source + 96);
            a.StoreAlignedNonTemporal(destination);
            b.StoreAlignedNonTemporal(destination + 32);
            c.StoreAlignedNonTemporal(destination + 64);
            d.StoreAlignedNonTemporal(destination + 96);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Copy128(byte* source, byte* destination, nuint count)
    {
        for (byte* end = source + count; source < end; source += 64, destination += 64)
        {
            Vector128<byte> a = Vector128.Load(source);
            Vector128<byte> b = Vector128.Load(source + 16);
            Vector128<byte> c = Vector128.Load(source + 32);
            Vector128<byte> d = Vector128.Load(source + 48);
            a.StoreAlignedNonTemporal(destination);
            b.StoreAlignedNonTemporal(destination + 16);
            c.StoreAlignedNonTemporal(destination + 32);
            d.StoreAlignedNonTemporal(destination + 48);
        }
    }
}
