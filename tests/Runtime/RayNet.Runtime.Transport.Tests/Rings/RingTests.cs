using CsCheck;
using RayNet.Runtime.Transport.Rings;

namespace RayNet.Runtime.Transport.Tests.Rings;

/// <summary>A queue of bytes in shared memory.</summary>
public sealed class RingTests
{
    [Fact]
    public void What_is_written_is_read_in_order_whatever_the_pieces() =>
        Gen.Select(Gen.Bool, Gen.Int[1, 2 * RingMemory.Capacity]).List[1, 200].Sample(steps =>
        {
            using var memory = new RingMemory();
            Ring ring = memory.Ring;
            byte written = 0;
            byte read = 0;
            int pending = 0;
            foreach ((bool writes, int size) in steps)
            {
                byte[] piece = new byte[size];
                if (writes)
                {
                    for (int i = 0; i < size; i++)
                    {
                        piece[i] = unchecked((byte)(written + i));
                    }

                    int count = ring.Write(piece);
                    Assert.Equal(Math.Min(size, RingMemory.Capacity - pending), count);
                    written += unchecked((byte)count);
                    pending += count;
                }
                else
                {
                    int count = ring.Read(piece);
                    Assert.Equal(Math.Min(size, pending), count);
                    Assert.All(piece.Take(count), value => Assert.Equal(read++, value));
                    pending -= count;
                }

                Assert.Equal(pending < RingMemory.Capacity, ring.HasRoom);
            }
        });

    [Fact]
    public async Task Two_threads_pass_bytes_on_without_a_lock()
    {
        const int total = 16 * 1024 * 1024;
        using var memory = new RingMemory();
        Ring ring = memory.Ring;
        var writer = Task.Factory.StartNew(
            () =>
            {
                byte[] piece = new byte[700];
                for (int sent = 0; sent < total;)
                {
                    int size = Math.Min(1 + (sent % piece.Length), total - sent);
                    for (int i = 0; i < size; i++)
                    {
                        piece[i] = unchecked((byte)((sent + i) * 31));
                    }

                    int count = ring.Write(piece.AsSpan(0, size));
                    sent += count;
                    if (count == 0)
                    {
                        Thread.Yield();
                    }
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);

        byte[] buffer = new byte[900];
        for (int seen = 0; seen < total;)
        {
            int count = ring.Read(buffer);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(unchecked((byte)((seen + i) * 31)), buffer[i]);
            }

            seen += count;
            if (count == 0)
            {
                Thread.Yield();
            }
        }

        await writer;
        Assert.Equal(0, ring.Read(buffer));
    }

    [Fact]
    public void Who_sleeps_is_woken_once()
    {
        using var memory = new RingMemory();
        Ring ring = memory.Ring;
        Assert.False(ring.TakeSleepingReader());
        ring.BeginReaderSleep();
        Assert.True(ring.TakeSleepingReader());
        Assert.False(ring.TakeSleepingReader());
        ring.BeginReaderSleep();
        ring.EndReaderSleep();
        Assert.False(ring.TakeSleepingReader());

        ring.BeginWriterSleep();
        Assert.False(ring.TakeSleepingReader());
        Assert.True(ring.TakeSleepingWriter());
        Assert.False(ring.TakeSleepingWriter());
        ring.BeginWriterSleep();
        ring.EndWriterSleep();
        Assert.False(ring.TakeSleepingWriter());
    }

    /// <summary>The reader's position is at the start, the writer's on the next line of the cache.</summary>
    [Theory]
    [InlineData(0, 1UL)]
    [InlineData(0, ulong.MaxValue / 2)]
    [InlineData(64, RingMemory.Capacity + 1UL)]
    [InlineData(64, ulong.MaxValue)]
    public void Positions_that_nobody_writes_are_an_error_and_touch_nothing_outside(int at, ulong value)
    {
        using var memory = new RingMemory();
        memory.Spoil(at, value);
        Assert.Equal(LinkError.Protocol, Assert.Throws<LinkException>(() => memory.Ring.Read(new byte[16])).Error);
        Assert.Equal(LinkError.Protocol, Assert.Throws<LinkException>(() => memory.Ring.Write(new byte[16])).Error);
    }
}
