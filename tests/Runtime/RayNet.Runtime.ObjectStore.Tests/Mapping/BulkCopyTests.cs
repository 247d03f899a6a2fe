using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Tests.Support;

namespace RayNet.Runtime.ObjectStore.Tests.Mapping;

public sealed unsafe class BulkCopyTests
{
    private const int Guard = 128;

    public static TheoryData<int> Sizes =>
        [0, 1, 63, 64, 255, 256, 4096, BulkCopy.NonTemporalFrom - 1, BulkCopy.NonTemporalFrom, BulkCopy.NonTemporalFrom + 1, BulkCopy.NonTemporalFrom + 63, 1_000_003, StripedCopy.From - 1, StripedCopy.From, StripedCopy.From + (3 << 20) + 17];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_byte_is_copied_and_none_besides_wherever_source_and_destination_begin(int size)
    {
        byte[] source = Pattern.Bytes(size + 64, 5);
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)(size + (2 * Guard)), 64);
        var all = new Span<byte>(memory, size + (2 * Guard));
        try
        {
            foreach ((int from, int to) in (ReadOnlySpan<(int, int)>)[(0, 0), (1, 0), (0, 1), (17, 63), (8, 32), (3, 3)])
            {
                all.Fill(0xEE);
                BulkCopy.Copy(source.AsSpan(from, size), all.Slice(to, size));
                Assert.True(all.Slice(to, size).SequenceEqual(source.AsSpan(from, size)), $"{size} bytes from {from} to {to}");
                Assert.Equal(-1, all[..to].IndexOfAnyExcept((byte)0xEE));
                Assert.Equal(-1, all[(to + size)..].IndexOfAnyExcept((byte)0xEE));
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void Every_width_of_registers_copies_the_same()
    {
        const int Size = 1 << 16;
        byte[] source = Pattern.Bytes(Size + 1, 6);
        byte* memory = (byte*)NativeMemory.AlignedAlloc(Size, 64);
        try
        {
            fixed (byte* start = source)
            {
                foreach ((bool isSupported, int width) in (ReadOnlySpan<(bool, int)>)[(Vector128.IsHardwareAccelerated, 128), (Vector256.IsHardwareAccelerated, 256), (Vector512.IsHardwareAccelerated, 512)])
                {
                    if (isSupported)
                    {
                        new Span<byte>(memory, Size).Clear();
                        Copy(width, start + 1, memory, Size);
                        Assert.True(new Span<byte>(memory, Size).SequenceEqual(source.AsSpan(1)), $"{width} bits");
                    }
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Fact]
    public void Numbers_are_copied_as_they_are()
    {
        double[] source = [.. Enumerable.Range(0, 100_000).Select(i => i / 3.0)];
        double[] destination = new double[source.Length];
        fixed (double* to = destination)
        {
            BulkCopy.Copy<double>(source, (byte*)to);
        }

        Assert.Equal(source, destination);
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused() =>
        Assert.Throws<ArgumentException>(() => BulkCopy.Copy(new byte[10], new byte[9].AsSpan()));

    private static void Copy(int width, byte* source, byte* destination, nuint count)
    {
        switch (width)
        {
            case 128:
                BulkCopy.Copy128(source, destination, count);
                break;
            case 256:
                BulkCopy.Copy256(source, destination, count);
                break;
            default:
                BulkCopy.Copy512(source, destination, count);
                break;
        }
    }
}
