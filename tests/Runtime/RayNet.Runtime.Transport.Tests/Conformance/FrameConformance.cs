namespace RayNet.Runtime.Transport.Tests.Conformance;

/// <summary>Frames arrive as they were written, on every lane.</summary>
public abstract class FrameConformance(ITestOutputHelper output)
{
    private const int Limited = 100_000;

    private protected abstract Lane CreateLane();

    [Fact]
    public async Task A_frame_arrives_with_all_that_it_says()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        client.Post(FrameKind.ActorCall, flags: 0xA5, method: 0xBEEF, slot: 0xDEADBEEF, payload: [1, 2, 3]);

        Frame frame = Assert.Single(await received.Arrived(1));
        Assert.Equal((FrameKind.ActorCall, 0xA5, 0xBEEF, 0xDEADBEEF), (frame.Kind, frame.Flags, frame.Method, frame.Slot));
        Assert.Equal<byte[]>([1, 2, 3], frame.Payload);
        Assert.True(frame.IsLone);
        Assert.Equal(Hello.Client, server.Peer with { HasRings = false });
        Assert.Equal(Hello.Server, client.Peer with { HasRings = false });
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_go_in_both_directions_at_once()
    {
        const int Count = 5_000;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        Collector atClient = new(), atServer = new();
        client.Start(atClient);
        server.Start(atServer);

        await Task.WhenAll(Task.Run(() => Send(client)), Task.Run(() => Send(server)));

        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), (await atServer.Arrived(Count)).Select(frame => frame.Slot));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), (await atClient.Arrived(Count)).Select(frame => frame.Slot));
        await client.DisposeAsync();

        static void Send(Link link)
        {
            for (uint slot = 0; slot < Count; slot++)
            {
                link.Post(FrameKind.Call, slot: slot, payload: BitConverter.GetBytes(slot));
            }
        }
    }

    [Fact]
    public async Task Frames_of_random_sizes_arrive_whole_and_in_order()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[][] payloads = [.. Enumerable.Range(0, 300).Select(i => Frame.Filled(Size(random), seed + i))];
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        for (int index = 0; index < payloads.Length; index++)
        {
            client.Post(FrameKind.Call, slot: (uint)index, payload: payloads[index]);
            if (random.Next(4) == 0)
            {
                client.Flush();
            }

            if (random.Next(8) == 0)
            {
                await Task.Yield();
            }
        }

        Frame[] frames = await received.Arrived(payloads.Length);
        for (int index = 0; index < payloads.Length; index++)
        {
            Assert.Equal((uint)index, frames[index].Slot);
            Assert.True(payloads[index].AsSpan().SequenceEqual(frames[index].Payload), $"Frame {index} of {payloads[index].Length} bytes differs.");
        }

        await client.DisposeAsync();

        static int Size(Random random) => random.Next(10) switch
        {
            0 => 0,
            < 7 => random.Next(64),
            < 9 => random.Next(10_000),
            _ => random.Next(600_000),
        };
    }

    [Fact]
    public async Task A_frame_that_needs_many_receives_arrives_whole_and_small_ones_after_it()
    {
        byte[] large = Frame.Filled(20_000_000, 5);
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        client.Post(FrameKind.Call, slot: 1, payload: large);
        client.Post(FrameKind.Call, slot: 2, payload: [9]);

        Frame[] frames = await received.Arrived(2);
        Assert.True(large.AsSpan().SequenceEqual(frames[0].Payload));
        Assert.Equal<byte[]>([9], frames[1].Payload);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_frame_at_the_limit_arrives_and_one_above_it_is_refused_where_it_is_written()
    {
        await using Lane lane = CreateLane();
        lane.Options = lane.Options with { MaxFrameBytes = Limited };
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        client.Post(FrameKind.Call, slot: 1, payload: new byte[Limited]);
        LinkException posted = Assert.Throws<LinkException>(() => client.Post(FrameKind.Call, slot: 2, payload: new byte[Limited + 1]));
        LinkException written = Assert.Throws<LinkException>(() => Write(client, Limited + 1));
        client.Post(FrameKind.Call, slot: 3);

        Frame[] frames = await received.Arrived(2);
        Assert.Equal<uint[]>([1, 3], [.. frames.Select(frame => frame.Slot)]);
        Assert.Equal(Limited, frames[0].Payload.Length);
        Assert.All([posted, written], exception =>
        {
            Assert.Equal(LinkError.FrameTooLarge, exception.Error);
            Assert.Contains("Ray.Put", exception.Message, StringComparison.Ordinal);
        });
        Assert.False(client.IsClosed);
        await client.DisposeAsync();

        static void Write(Link link, int length)
        {
            lock (link.Gate)
            {
                link.BeginFrame(FrameKind.Call, slot: 2);
                link.Output.GetSpan(length)[..length].Clear();
                link.Output.Advance(length);
                link.EndFrame();
            }
        }
    }

    [Fact]
    public async Task A_frame_that_was_dropped_leaves_no_trace()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        client.Post(FrameKind.Call, slot: 1);
        lock (client.Gate)
        {
            client.BeginFrame(FrameKind.Call, slot: 2);
            client.Output.GetSpan(8)[..8].Fill(1);
            client.Output.Advance(8);
            Assert.Throws<InvalidOperationException>(() => client.BeginFrame(FrameKind.Call));
            client.DropFrame();
        }

        client.Post(FrameKind.Call, slot: 3);

        Assert.Equal<uint[]>([1, 3], [.. (await received.Arrived(2)).Select(frame => frame.Slot)]);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_of_many_writers_arrive_once_and_each_writers_in_order()
    {
        const int Writers = 8;
        const int Each = 3_000;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            byte[] payload = new byte[writer * 50];
            for (uint number = 0; number < Each; number++)
            {
                client.Post(FrameKind.Call, method: (ushort)writer, slot: number, payload: payload);
                if (number % 100 == 99)
                {
                    client.Flush();
                }
            }
        })));

        Frame[] frames = await received.Arrived(Writers * Each);
        Assert.Equal(Writers * Each, frames.Length);
        foreach (IGrouping<ushort, Frame> writer in frames.GroupBy(frame => frame.Method))
        {
            Assert.Equal(Enumerable.Range(0, Each).Select(i => (uint)i), writer.Select(frame => frame.Slot));
            Assert.All(writer, frame => Assert.Equal(writer.Key * 50, frame.Payload.Length));
        }

        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_that_nobody_flushes_stay_until_somebody_does()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        for (uint slot = 0; slot < 3; slot++)
        {
            lock (client.Gate)
            {
                client.BeginFrame(FrameKind.Call, slot: slot);
                client.EndFrame();
            }
        }

        Assert.Equal(3 * FrameHeader.Size, client.Backlog);
        client.Flush();

        Assert.Equal<uint[]>([0, 1, 2], [.. (await received.Arrived(3)).Select(frame => frame.Slot)]);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_that_are_marked_are_sent_soon_although_nobody_flushes()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        client.Start(new Collector());
        server.Start(received);

        for (uint slot = 0; slot < 20; slot++)
        {
            lock (client.Gate)
            {
                client.BeginFrame(FrameKind.Call, slot: slot);
                client.EndFrame();
            }

            client.MarkDirty();
            await received.Arrived((int)slot + 1);
        }

        // The last one may be there before the write that brought it has returned.
        await Limit.Until(() => client.Backlog == 0, "Nothing is left to send");
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_wait_for_a_receiver_that_starts_late()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        for (uint slot = 0; slot < 100; slot++)
        {
            client.Post(FrameKind.Call, slot: slot);
        }

        var received = new Collector();
        server.Start(received);

        Assert.Equal(100, (await received.Arrived(100)).Length);
        Assert.Throws<InvalidOperationException>(() => server.Start(received));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Frames_that_came_with_the_greeting_are_not_lost()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        IByteChannel raw = await lane.OpenAsync();
        var greeting = new System.Buffers.ArrayBufferWriter<byte>();
        Hello.Client.Write(greeting);
        await raw.SendAsync(Bytes.Concat(Bytes.Frame(FrameKind.Hello, greeting.WrittenSpan), Bytes.Frame(FrameKind.Call, [1]), Bytes.Frame(FrameKind.Call, [2])), CancellationToken.None);
        var received = new Collector();
        (await lane.AcceptedAsync()).Start(received);

        Assert.Equal<byte[]>([1, 2], [.. (await received.Arrived(2)).Select(frame => frame.Payload.Single())]);
        raw.Abort();
        await received.Closed();
    }
}
