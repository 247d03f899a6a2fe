using RayNet.Runtime.Transport.Sealing;

namespace RayNet.Runtime.Transport.Tests.Sealing;

/// <summary>What a sealed channel takes for what was sent, and what it refuses.</summary>
public sealed class SealedChannelTests
{
    private static readonly byte[] One = Frame.Filled(1_000, 1);
    private static readonly byte[] Two = Frame.Filled(1_000, 2);
    private static readonly byte[] Three = Frame.Filled(1_000, 3);

    [Fact]
    public async Task Blocks_in_their_order_are_opened()
    {
        (byte[] received, Exception? failure) = await ReceiveAsync(SealedEnds.Sealed(One, Two, Three));

        Assert.Null(failure);
        Assert.Equal(Bytes.Concat(One, Two, Three), received);
    }

    [Theory]
    [InlineData(SealedBlock.HeaderBytes, "the first byte")]
    [InlineData(SealedBlock.HeaderBytes + 999, "the last byte")]
    [InlineData(SealedBlock.LengthBytes, "the first byte of the tag")]
    [InlineData(SealedBlock.HeaderBytes - 1, "the last byte of the tag")]
    public async Task A_flipped_bit_ends_the_connection(int at, string where)
    {
        for (int bit = 0; bit < 8; bit++)
        {
            byte[][] blocks = SealedEnds.Sealed(One, Two, Three);
            blocks[1][at] ^= (byte)(1 << bit);

            await AssertRefusedAsync(blocks, One, $"bit {bit} of {where}");
        }
    }

    [Fact]
    public async Task Every_flipped_bit_of_a_length_ends_the_connection()
    {
        for (int bit = 0; bit < SealedBlock.LengthBytes * 8; bit++)
        {
            // As many bytes follow as the longest wrong length asks for.
            byte[][] blocks = [.. SealedEnds.Sealed(One, Two, Three), new byte[2 * SealedBlock.MostBytes]];
            blocks[1][bit / 8] ^= (byte)(1 << (bit % 8));

            await AssertRefusedAsync(blocks, One, $"bit {bit} of the length");
        }
    }

    [Fact]
    public async Task A_block_that_says_less_than_it_has_is_refused()
    {
        byte[][] blocks = SealedEnds.Sealed(One, Two);
        SealedBlock.WriteLength(blocks[1], 500);

        await AssertRefusedAsync(blocks, One, "a shorter length");
    }

    [Fact]
    public async Task Blocks_in_another_order_are_refused()
    {
        byte[][] blocks = SealedEnds.Sealed(One, Two, Three);
        await AssertRefusedAsync([blocks[0], blocks[2], blocks[1]], One, "another order");
    }

    [Fact]
    public async Task A_block_that_comes_again_is_refused()
    {
        byte[][] blocks = SealedEnds.Sealed(One, Two);
        await AssertRefusedAsync([blocks[0], blocks[0], blocks[1]], One, "a block twice");
    }

    [Fact]
    public async Task A_block_that_is_left_out_is_noticed()
    {
        byte[][] blocks = SealedEnds.Sealed(One, Two, Three);
        await AssertRefusedAsync([blocks[0], blocks[2]], One, "a block left out");
    }

    [Fact]
    public async Task What_a_side_has_sent_is_nothing_that_it_receives()
    {
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        await using SealedChannel end = SealedEnds.First(first);
        foreach (byte[] block in SealedEnds.Sealed(One))
        {
            await second.SendAsync(block, CancellationToken.None);
        }

        await Assert.ThrowsAsync<SealException>(() => end.ReceiveAsync(new byte[1_000], CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task A_side_with_another_secret_is_refused()
    {
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        await using var stranger = new SealedChannel(first, new SealKey(SealedEnds.Secret(3)), new SealKey(SealedEnds.Secret(4)));
        await using SealedChannel end = SealedEnds.Second(second);
        await stranger.SendAsync(One, CancellationToken.None);

        await Assert.ThrowsAsync<SealException>(() => end.ReceiveAsync(new byte[1_000], CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task An_end_inside_of_a_block_is_a_break_and_between_blocks_an_end()
    {
        byte[] all = Bytes.Concat(SealedEnds.Sealed(One, Two));
        int block = all.Length / 2;
        for (int length = 0; length <= all.Length; length += 10)
        {
            (byte[] received, Exception? failure) = await ReceiveAsync([all[..length]]);

            Assert.Equal(length < block ? [] : length < all.Length ? One : Bytes.Concat(One, Two), received);
            Assert.Equal(length % block == 0, failure is null);
            Assert.True(failure is null or IOException, $"{length}: {failure}");
        }
    }

    [Fact]
    public async Task Nothing_of_a_changed_block_is_given_out()
    {
        byte[][] blocks = SealedEnds.Sealed(One);
        blocks[0][^1] ^= 1;
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        await first.SendAsync(blocks[0], CancellationToken.None);
        await using SealedChannel end = SealedEnds.Second(second);
        byte[] buffer = new byte[One.Length];

        await Assert.ThrowsAsync<SealException>(() => end.ReceiveAsync(buffer, CancellationToken.None).AsTask());

        Assert.Equal(new byte[One.Length], buffer);
    }

    [Fact]
    public async Task The_other_side_sees_that_a_changed_block_ended_the_connection()
    {
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        await using SealedChannel sender = SealedEnds.First(first);
        await using SealedChannel receiver = SealedEnds.First(second);
        await sender.SendAsync(One, CancellationToken.None);

        await Assert.ThrowsAsync<SealException>(() => receiver.ReceiveAsync(new byte[10], CancellationToken.None).AsTask());

        await Limit.Fails<IOException>(sender.ReceiveAsync(new byte[10], CancellationToken.None).AsTask(), "The other side saw the end");
    }

    [Fact]
    public void The_same_bytes_never_look_the_same()
    {
        // Also after keys have changed, and with the other direction's.
        using var there = new SealKey(SealedEnds.Secret(1), blocksPerKey: 3);
        using var back = new SealKey(SealedEnds.Secret(2), blocksPerKey: 3);
        var seen = new HashSet<string>();
        for (int i = 0; i < 20; i++)
        {
            foreach (SealKey key in new[] { there, back })
            {
                byte[] block = new byte[SealedBlock.HeaderBytes + One.Length];
                key.Seal(One, block);
                Assert.True(seen.Add(Convert.ToHexString(block.AsSpan(SealedBlock.HeaderBytes))), $"block {i}");
            }
        }
    }

    [Fact]
    public void A_key_that_has_changed_does_not_open_what_the_one_before_would_have()
    {
        byte[][] blocks = SealedEnds.Sealed(One, Two, Three);
        using var key = new SealKey(SealedEnds.Secret(1), blocksPerKey: 2);
        byte[] opened = new byte[One.Length];
        Open(blocks[0]);
        Open(blocks[1]);

        Assert.Equal(Two, opened);
        Assert.Throws<SealException>(() => Open(blocks[2]));

        void Open(byte[] block) => key.Open(block.AsSpan(0, SealedBlock.HeaderBytes), block.AsSpan(SealedBlock.HeaderBytes), opened);
    }

    private static async Task AssertRefusedAsync(byte[][] blocks, byte[] before, string what)
    {
        (byte[] received, Exception? failure) = await ReceiveAsync(blocks);
        Assert.True(failure is SealException, $"{what}: {failure?.ToString() ?? "it was taken"}");
        Assert.Equal(before, received);
    }

    /// <summary>What the second side takes of what comes, up to the end or a failure.</summary>
    private static async Task<(byte[] Received, Exception? Failure)> ReceiveAsync(byte[][] blocks)
    {
        (MemoryChannel first, MemoryChannel second) = MemoryChannel.CreatePair();
        foreach (byte[] block in blocks)
        {
            await first.SendAsync(block, CancellationToken.None);
        }

        await first.DisposeAsync();
        await using SealedChannel end = SealedEnds.Second(second);
        var all = new MemoryStream();
        byte[] buffer = new byte[300];
        try
        {
            while (await Limit.Of(end.ReceiveAsync(buffer, CancellationToken.None).AsTask(), "Bytes or the end came") is > 0 and int count)
            {
                all.Write(buffer, 0, count);
            }

            return (all.ToArray(), null);
        }
        catch (IOException exception)
        {
            return (all.ToArray(), exception);
        }
    }
}
