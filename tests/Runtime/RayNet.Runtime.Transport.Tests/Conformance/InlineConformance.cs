using System.Diagnostics;

namespace RayNet.Runtime.Transport.Tests.Conformance;

/// <summary>Calls that run in place on the thread that reads, on every lane.</summary>
public abstract class InlineConformance(ITestOutputHelper output)
{
    private protected abstract Lane CreateLane();

    [Fact]
    public async Task A_call_that_blocks_for_ever_does_not_stop_later_frames()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        using var never = new ManualResetEventSlim();
        var inPlace = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Collector received = InPlace(slot =>
        {
            if (slot == 0)
            {
                inPlace.SetResult();
                never.Wait();
            }
        }, ended);
        server.Start(received);

        client.Post(FrameKind.Call, slot: 0);
        await Limit.Of(inPlace.Task, "The call ran in place");
        var watch = Stopwatch.StartNew();
        client.Post(FrameKind.Call, slot: 1);
        client.Flush();
        await received.Arrived(2);
        output.WriteLine($"The next frame came after {watch.Elapsed.TotalMilliseconds:f2} ms.");

        for (uint slot = 2; slot < 500; slot++)
        {
            client.Post(FrameKind.Call, slot: slot);
        }

        Frame[] frames = await received.Arrived(500);
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (uint)i), frames.Select(frame => frame.Slot));

        // The link can end meanwhile; the call ends later and does no harm.
        await client.DisposeAsync();
        await received.Closed();
        never.Set();
        Assert.False(await Limit.Of(ended.Task, "The call ended"));
        Assert.Equal(1, received.ClosedCalls);
    }

    [Fact]
    public async Task A_call_that_yields_loses_the_reading_at_once()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        using var goOn = new ManualResetEventSlim();
        var yielded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Collector received = InPlace(slot =>
        {
            if (slot == 0)
            {
                Link.YieldInline();
                Assert.Equal(0, server.InlineToken & 1);
                Link.YieldInline();
                yielded.SetResult();
                goOn.Wait();
            }
        }, ended);
        server.Start(received);

        client.Post(FrameKind.Call, slot: 0);
        await Limit.Of(yielded.Task, "The call yielded");
        client.Post(FrameKind.Call, slot: 1);
        await received.Arrived(2);
        goOn.Set();
        Assert.False(await Limit.Of(ended.Task, "The call ended"));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_short_call_keeps_the_reading()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();

        // A busy machine may stop the thread in the middle of the call for longer than a call may take: one of several has to be short.
        bool kept = false;
        for (int i = 0; i < 50 && !kept; i++)
        {
            (Link client, Link server) = await lane.ConnectAsync();
            var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            server.Start(InPlace(_ => { }, ended));
            client.Post(FrameKind.Call);
            kept = await Limit.Of(ended.Task, "The call ended");
            Link.YieldInline();
            await client.DisposeAsync();
        }

        Assert.True(kept);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Thousands_of_steals_under_load_lose_and_repeat_nothing(bool inOnFrame)
    {
        const int Count = 20_000;
        const int Steals = 1_000;
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[] what = new byte[Count];
        random.NextBytes(what);
        int ran = 0;
        int stolen = 0;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Steals(inOnFrame, slot =>
        {
            Interlocked.Increment(ref ran);
            if (what[slot] < 128)
            {
                // Two in four yield, and some of those go on for a while beside the next reader.
                Link.YieldInline();
                Interlocked.Increment(ref stolen);
                Thread.SpinWait(what[slot] * 20);
            }
        });
        server.Start(received);
        Collector atClient = new() { KeepsPayloads = false };
        client.Start(atClient);

        // Alone, so that calls run in place, and in bunches.
        for (uint slot = 0; slot < Count;)
        {
            uint bunch = (uint)Math.Min(Count - slot, random.Next(4) == 0 ? random.Next(2, 20) : 1);
            for (uint end = slot + bunch; slot < end; slot++)
            {
                client.Post(FrameKind.Call, slot: slot, payload: BitConverter.GetBytes(slot));
            }

            client.Flush();
            if (random.Next(4) != 0)
            {
                await received.Arrived(slot);
            }
        }

        await received.Arrived(Count);
        Assert.Equal(0, received.Wrong);
        output.WriteLine($"{ran} ran in place, {stolen} of them gave the reading away.");
        Assert.True(stolen > Steals, $"Only {stolen} gave the reading away.");
        await client.DisposeAsync();
        await received.Closed();
        Assert.Equal(1, received.ClosedCalls);
    }

    [Fact]
    public async Task A_receiver_that_fails_after_it_lost_the_reading_ends_the_link_once_and_after_all_frames()
    {
        const int Later = 2_000;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        using var goOn = new ManualResetEventSlim();
        int failures = 0;
        var received = new Collector();
        received.OnEnd = link =>
        {
            if (Interlocked.Increment(ref failures) == 1)
            {
                link.BeginInline();
                Link.YieldInline();
                goOn.Wait();
                throw new FormatException("Too late.");
            }

            return true;
        };
        var atClient = new Collector();
        server.Start(received);
        client.Start(atClient);

        client.Post(FrameKind.Call, slot: 0);
        await received.Arrived(1);
        for (uint slot = 1; slot < Later; slot++)
        {
            client.Post(FrameKind.Call, slot: slot);
            if (slot == Later / 2)
            {
                goOn.Set();
            }
        }

        Assert.Equal(LinkError.Protocol, (await received.Closed()).Error);
        Assert.Contains("Too late.", (await atClient.Closed()).Message, StringComparison.Ordinal);
        await server.DisposeAsync();
        Assert.Equal((1, 1), (received.ClosedCalls, atClient.ClosedCalls));
        Assert.Equal((0, 0), (received.LateFrames, atClient.LateFrames));
        Assert.Equal(Enumerable.Range(0, received.Frames.Length).Select(i => (uint)i), received.Frames.Select(frame => frame.Slot));
    }

    [Fact]
    public async Task A_call_that_was_begun_in_place_and_not_ended_is_an_error_of_the_receiver()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector
        {
            OnEnd = link =>
            {
                link.BeginInline();
                return true;
            },
        };
        server.Start(received);
        client.Post(FrameKind.Call);
        Assert.Equal(LinkError.Protocol, (await received.Closed()).Error);
        Assert.Equal(1, received.ClosedCalls);
    }

    /// <summary>Runs each batch's last frame in place.</summary>
    private static Collector InPlace(Action<uint> call, TaskCompletionSource<bool> ended)
    {
        var received = new Collector();
        received.OnEnd = link =>
        {
            uint slot = received.Frames[^1].Slot;
            int token = link.BeginInline();
            call(slot);
            bool reads = link.EndInline(token);
            if (slot == 0)
            {
                ended.SetResult(reads);
            }

            return reads;
        };
        return received;
    }
}
