using CsCheck;

namespace RayNet.Runtime.Transport.Tests.Parsing;

/// <summary>Bytes in pieces of any size become the frames that were written.</summary>
public sealed class FrameParserTests(ITestOutputHelper output)
{
    private const int Max = 1 << 20;

    private static readonly Gen<byte[][]> Payloads = Gen.OneOf(Gen.Int[0, 40], Gen.Int[0, 5_000], Gen.Int[0, 300_000])
        .Select(Gen.Int, (length, seed) => Frame.Filled(length, seed)).Array[0, 12];

    [Fact]
    public void Frames_in_pieces_of_any_size_are_the_frames_that_were_written() =>
        Gen.Select(Payloads, Gen.Int[1, 50_000].Array[1, 8], Gen.Bool).Sample(
            (payloads, pieces, isWide) =>
            {
                byte[] stream = Bytes.Concat([.. payloads.Select((payload, index) => Bytes.Frame(FrameKind.Call, payload, (byte)index, (uint)index))]);
                var parser = new FrameParser(Max);
                if (isWide)
                {
                    parser.Widen(Max);
                }

                List<byte[]> read = Feed(parser, stream, pieces, out int lone);
                Assert.Equal(payloads.Length, read.Count);
                Assert.All(payloads.Zip(read), pair => Assert.True(pair.First.AsSpan().SequenceEqual(pair.Second)));
                Assert.False(parser.HasRest);
                Assert.True(lone <= payloads.Length);
            },
            writeLine: output.WriteLine,
            iter: 300);

    [Fact]
    public void A_frame_is_lone_if_it_came_alone_and_whole()
    {
        var parser = new FrameParser(Max);
        byte[] one = Bytes.Frame(FrameKind.Call, [1]);
        Feed(parser, one, [100], out int lone);
        Assert.Equal(1, lone);
        Feed(parser, Bytes.Concat(one, one), [100], out lone);
        Assert.Equal(0, lone);
        Feed(parser, Bytes.Concat(one, one), [one.Length + 3], out lone);
        Assert.Equal(1, lone);
    }

    [Fact]
    public void A_header_that_claims_much_costs_nothing_until_the_bytes_come()
    {
        var parser = new FrameParser(int.MaxValue);
        parser.Widen(int.MaxValue);
        byte[] header = Bytes.Frame(FrameKind.Call, [], length: int.MaxValue - 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(parser, header, [12], out _);
        int room = parser.Free.Length;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.InRange(room, 1, 256 * 1024);
    }

    [Fact]
    public void A_very_large_frame_leaves_no_large_buffer()
    {
        var parser = new FrameParser(Max);
        parser.Widen(20_000_000);
        Feed(parser, Bytes.Frame(FrameKind.Call, new byte[10_000_000]), [1_000_000], out _);
        Assert.InRange(parser.Free.Length, 1, 256 * 1024);
    }

    [Fact]
    public void Large_frames_share_a_buffer_that_goes_when_only_small_ones_come()
    {
        var parser = new FrameParser(Max);
        parser.Widen(2_000_000);
        byte[] large = Bytes.Frame(FrameKind.Call, new byte[1_000_000]);
        Feed(parser, large, [100_000], out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 10; round++)
        {
            Feed(parser, large, [100_000], out _);
        }

        // Half of it is what the test keeps.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 10_000_000, 11_000_000);
        for (int round = 0; round < 100; round++)
        {
            Feed(parser, Bytes.Frame(FrameKind.Call, [1]), [100], out _);
        }

        Assert.InRange(parser.Free.Length, 1, 256 * 1024);
    }

    [Fact]
    public void A_batch_keeps_its_buffer_as_long_as_it_is_needed()
    {
        var buffer = new FrameBuffer();
        Fill(1_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 10; round++)
        {
            Fill(1_000_000);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
        Assert.InRange(buffer.GetSpan().Length, 1_000_000, int.MaxValue);
        for (int round = 0; round < 100; round++)
        {
            Fill(10);
        }

        Assert.InRange(buffer.GetSpan().Length, 1, 100_000);
        Fill(10_000_000);
        Assert.InRange(buffer.GetSpan().Length, 1, 100_000);

        void Fill(int length)
        {
            buffer.GetSpan(length)[..length].Clear();
            buffer.Advance(length);
            buffer.Clear();
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(Max + 1)]
    [InlineData(int.MaxValue)]
    public void A_length_that_cannot_be_is_an_error(int length)
    {
        var parser = new FrameParser(Max);
        LinkException exception = Assert.Throws<LinkException>(() => Feed(parser, Bytes.Frame(FrameKind.Call, [], length: length), [12], out _));
        Assert.Equal(LinkError.FrameTooLarge, exception.Error);
        Assert.Throws<LinkException>(() => parser.TryTake(out _, out _));
    }

    [Fact]
    public void One_frame_can_be_taken_and_the_rest_parsed()
    {
        var parser = new FrameParser(Max);
        byte[] stream = Bytes.Concat(Bytes.Frame(FrameKind.Hello, [1, 2]), Bytes.Frame(FrameKind.Call, [3]), [9]);
        stream.CopyTo(parser.Free);
        parser.Advance(stream.Length);

        Assert.True(parser.TryTake(out FrameHeader header, out ReadOnlySpan<byte> payload));
        Assert.Equal(FrameKind.Hello, header.Kind);
        Assert.Equal<byte[]>([1, 2], payload.ToArray());
        parser.Widen(Max);
        Assert.True(parser.HasRest);
        var rest = new List<byte[]>();
        parser.Parse((in FrameHeader _, ReadOnlyMemory<byte> bytes, bool _) => rest.Add(bytes.ToArray()));
        Assert.Equal<byte[]>([3], Assert.Single(rest));
        Assert.True(parser.HasRest);
    }

    [Fact]
    public void Any_bytes_are_frames_or_an_error_and_memory_stays_small() =>
        Gen.Byte.Array[0, 3_000].Sample(
            bytes =>
            {
                var parser = new FrameParser(100_000);
                try
                {
                    Feed(parser, bytes, [97], out _);
                }
                catch (LinkException exception)
                {
                    Assert.True(exception.Error is LinkError.Protocol or LinkError.FrameTooLarge);
                }
            },
            writeLine: output.WriteLine,
            iter: 2_000);

    [Fact]
    public void Changed_streams_are_frames_or_an_error() =>
        Gen.Select(Payloads, Gen.Select(Gen.Int[0, 100_000], Gen.Byte).Array[1, 6], Gen.Int[1, 9_000]).Sample(
            (payloads, changes, piece) =>
            {
                byte[] stream = Bytes.Concat([.. payloads.Select(payload => Bytes.Frame(FrameKind.Call, payload)), [0]]);
                foreach ((int at, byte value) in changes)
                {
                    stream[at % stream.Length] = value;
                }

                var parser = new FrameParser(Max);
                try
                {
                    Assert.True(Feed(parser, stream, [piece], out _).Sum(payload => payload.Length) <= stream.Length);
                }
                catch (LinkException)
                {
                }
            },
            writeLine: output.WriteLine,
            iter: 300);

    private static List<byte[]> Feed(FrameParser parser, byte[] stream, int[] pieces, out int lone)
    {
        var read = new List<byte[]>();
        int alone = 0;
        ReadOnlyMemory<byte> rest = stream;
        for (int piece = 0; !rest.IsEmpty; piece++)
        {
            Memory<byte> free = parser.Free;
            Assert.False(free.IsEmpty);
            int count = Math.Min(Math.Min(free.Length, rest.Length), pieces[piece % pieces.Length]);
            rest[..count].CopyTo(free);
            rest = rest[count..];
            parser.Advance(count);
            parser.Parse((in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone) =>
            {
                Assert.Equal(header.Length, payload.Length);
                read.Add(payload.ToArray());
                alone += isLone ? 1 : 0;
            });
        }

        lone = alone;
        return read;
    }
}
