namespace RayNet.Runtime.Transport.Tests.Conformance;

/// <summary>How links end, on every lane.</summary>
public abstract class EndConformance(ITestOutputHelper output)
{
    private protected abstract Lane CreateLane();

    [Fact]
    public async Task What_was_written_before_the_end_arrives_and_both_sides_hear_of_the_end_once()
    {
        const int Count = 3_000;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        Collector atClient = new(), atServer = new();
        client.Start(atClient);
        server.Start(atServer);

        for (uint slot = 0; slot < Count; slot++)
        {
            client.Post(FrameKind.Call, slot: slot, payload: new byte[1_000]);
        }

        client.Close(LinkError.Closed, "The work is done.");
        client.Post(FrameKind.Call, slot: Count);
        lock (client.Gate)
        {
            LinkException late = Assert.Throws<LinkException>(() => client.BeginFrame(FrameKind.Call));
            Assert.Equal("The work is done.", late.Message);
        }

        LinkException reason = await atServer.Closed();
        Assert.Equal((LinkError.Closed, "The work is done."), (reason.Error, reason.Message));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), atServer.Frames.Select(frame => frame.Slot));
        Assert.Equal("The work is done.", (await atClient.Closed()).Message);
        await client.DisposeAsync();
        await server.DisposeAsync();
        Assert.Equal((1, 1), (atClient.ClosedCalls, atServer.ClosedCalls));
        Assert.True(server.IsClosed);
        Assert.Same(reason, server.Reason);
    }

    [Fact]
    public async Task What_was_written_by_the_side_that_was_connected_to_arrives_as_well()
    {
        const int Count = 3_000;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        Collector atClient = new(), atServer = new();
        client.Start(atClient);
        server.Start(atServer);

        for (uint slot = 0; slot < Count; slot++)
        {
            server.Post(FrameKind.Call, slot: slot, payload: new byte[1_000]);
        }

        await server.DisposeAsync();

        Assert.Equal(LinkError.Closed, (await atClient.Closed()).Error);
        Assert.Equal(Count, atClient.Frames.Length);
        await atServer.Closed();
    }

    [Fact]
    public async Task What_was_written_before_the_end_arrives_although_the_other_side_keeps_writing()
    {
        const int Count = 500;
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        for (int round = 0; round < 10; round++)
        {
            (Link client, Link server) = await lane.ConnectAsync();
            Collector atClient = new() { KeepsPayloads = false }, atServer = new();
            client.Start(atClient);
            server.Start(atServer);
            Task writer = Task.Run(() =>
            {
                byte[] payload = new byte[2_000];
                while (!client.IsClosed)
                {
                    client.Post(FrameKind.Call, payload: payload);
                    client.Flush();
                }
            });
            await atServer.Arrived(10);
            for (uint slot = 0; slot < Count; slot++)
            {
                server.Post(FrameKind.Call, slot: slot, payload: new byte[100]);
            }

            server.Close(LinkError.Build, "The build has changed.");

            LinkException reason = await atClient.Closed();
            Assert.Equal((LinkError.Build, "The build has changed."), (reason.Error, reason.Message));
            Assert.Equal(Count, atClient.Frames.Length);
            Assert.Same(reason, client.Reason);
            await Limit.Of(writer, "The writer saw the end");
            await atServer.Closed();
            Assert.Equal((1, 1), (atClient.ClosedCalls, atServer.ClosedCalls));
        }
    }

    [Fact]
    public async Task Both_sides_may_end_at_once()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        for (int round = 0; round < 30; round++)
        {
            (Link client, Link server) = await lane.ConnectAsync();
            Collector atClient = new(), atServer = new();
            client.Start(atClient);
            server.Start(atServer);
            client.Post(FrameKind.Call);
            using var together = new Barrier(3);
            Task[] ends =
            [
                Task.Run(() => End(client, together)),
                Task.Run(() => End(client, together)),
                Task.Run(() => End(server, together)),
            ];
            await Limit.Of(Task.WhenAll(ends), "The links were released");
            await atClient.Closed();
            await atServer.Closed();
            Assert.Equal((1, 1), (atClient.ClosedCalls, atServer.ClosedCalls));
        }

        static async Task End(Link link, Barrier together)
        {
            together.SignalAndWait();
            await link.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_receiver_may_end_the_link()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        Collector atClient = new(), atServer = new() { OnEach = static (link, _) => link.Close(LinkError.Refused, "Not this.") };
        client.Start(atClient);
        server.Start(atServer);

        client.Post(FrameKind.Call);

        Assert.Equal(LinkError.Refused, (await atClient.Closed()).Error);
        Assert.Equal(LinkError.Refused, (await atServer.Closed()).Error);
        Assert.Equal((1, 1), (atClient.ClosedCalls, atServer.ClosedCalls));
    }

    [Fact]
    public async Task A_peer_that_is_gone_without_a_goodbye_is_told_once_as_broken()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (IByteChannel client, Link server) = await lane.ConnectRawAsync();
        var received = new Collector();
        server.Start(received);
        await client.SendAsync(Bytes.Frame(FrameKind.Call, [1]), CancellationToken.None);
        await received.Arrived(1);

        client.Abort();

        LinkException reason = await received.Closed();
        Assert.Equal(LinkError.Broken, reason.Error);
        Assert.Contains("driver 000000000000c11e", reason.Message, StringComparison.Ordinal);
        await server.DisposeAsync();
        Assert.Equal(1, received.ClosedCalls);
        await lane.ServesAsync();
    }

    [Fact]
    public async Task A_peer_that_is_gone_in_the_middle_of_a_frame_is_told_as_broken_after_the_frames_before()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (IByteChannel client, Link server) = await lane.ConnectRawAsync();
        var received = new Collector();
        server.Start(received);

        byte[] half = Bytes.Frame(FrameKind.Call, new byte[50_000]);
        await client.SendAsync(Bytes.Concat(Bytes.Frame(FrameKind.Call, [7]), half[..20_000]), CancellationToken.None);
        await client.DisposeAsync();

        Assert.Equal(LinkError.Broken, (await received.Closed()).Error);
        Assert.Equal(7, Assert.Single(received.Frames).Payload.Single());
        await lane.ServesAsync();
    }

    [Fact]
    public async Task A_peer_that_sends_an_oversized_frame_is_told_so_and_others_are_served()
    {
        await using Lane lane = CreateLane();
        lane.Options = lane.Options with { MaxFrameBytes = 50_000 };
        await lane.StartAsync();
        (IByteChannel client, Link server) = await lane.ConnectRawAsync();
        var received = new Collector();
        server.Start(received);

        await client.SendAsync(Bytes.Concat(Bytes.Frame(FrameKind.Call, [1]), Bytes.Frame(FrameKind.Call, [], length: 50_001)), CancellationToken.None);

        await AssertGoodbye(client, LinkError.FrameTooLarge, "50001");
        Assert.Equal(LinkError.FrameTooLarge, (await received.Closed()).Error);
        Assert.Single(received.Frames);
        Assert.Equal(1, received.ClosedCalls);
        await lane.ServesAsync();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 100)]
    [InlineData(0, -1)]
    public async Task A_peer_that_sends_what_is_no_frame_is_told_so_and_others_are_served(int kind, int length)
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (IByteChannel client, Link server) = await lane.ConnectRawAsync();
        var received = new Collector();
        server.Start(received);

        await client.SendAsync(Bytes.Frame((FrameKind)kind, new byte[Math.Max(length, 0)], length: length), CancellationToken.None);

        LinkError expected = length < 0 ? LinkError.FrameTooLarge : LinkError.Protocol;
        await AssertGoodbye(client, expected, string.Empty);
        Assert.Equal(expected, (await received.Closed()).Error);
        Assert.Empty(received.Frames);
        await lane.ServesAsync();
    }

    [Fact]
    public async Task Random_bytes_end_a_link_and_nothing_else()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        for (int round = 0; round < 20; round++)
        {
            (IByteChannel client, Link server) = await lane.ConnectRawAsync();
            var received = new Collector();
            server.Start(received);
            byte[] garbage = new byte[random.Next(1, 5_000)];
            random.NextBytes(garbage);
            await client.SendAsync(garbage, CancellationToken.None);
            await client.DisposeAsync();
            await received.Closed();
            Assert.Equal(1, received.ClosedCalls);
        }

        await lane.ServesAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_receiver_that_fails_ends_its_link_and_no_other(bool atFrame)
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        Collector atClient = new(), atServer = new()
        {
            OnEach = (_, _) => _ = atFrame ? throw new FormatException("It is no number.") : 0,
            OnEnd = _ => atFrame ? true : throw new FormatException("It is no number."),
        };
        client.Start(atClient);
        server.Start(atServer);

        client.Post(FrameKind.Call);

        LinkException reason = await atClient.Closed();
        Assert.Equal(LinkError.Protocol, reason.Error);
        Assert.Contains("It is no number.", reason.Message, StringComparison.Ordinal);
        Assert.Equal(LinkError.Protocol, (await atServer.Closed()).Error);
        Assert.Equal((1, 1), (atClient.ClosedCalls, atServer.ClosedCalls));
        await lane.ServesAsync();
    }

    [Fact]
    public async Task A_link_that_was_never_started_can_be_ended_by_either_side()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        await Limit.Of(client.DisposeAsync().AsTask(), "The link was released");
        await Limit.Of(server.DisposeAsync().AsTask(), "The link was released");

        var late = new Collector();
        client.Start(late);
        Assert.Equal(LinkError.Closed, (await late.Closed()).Error);
    }

    [Fact]
    public async Task The_first_reason_for_the_end_stays()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);

        client.Close(LinkError.Build, "first");
        client.Close(LinkError.Refused, "second");

        Assert.Equal("first", client.Reason!.Message);
        Assert.Equal((LinkError.Build, "first"), ((await received.Closed()).Error, received.ClosedCalls == 1 ? server.Reason!.Message : "told twice"));
    }

    [Fact]
    public async Task What_writes_a_frame_may_end_the_link_and_hears_of_it_at_the_end_of_the_frame()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);
        lock (client.Gate)
        {
            client.BeginFrame(FrameKind.Call);
            client.Close(LinkError.Closed, "In the middle of it.");
            client.Output.GetSpan(4)[..4].Fill(1);
            client.Output.Advance(4);
            Assert.Equal("In the middle of it.", Assert.Throws<LinkException>(client.EndFrame).Message);
        }

        Assert.Equal("In the middle of it.", (await received.Closed()).Message);
        Assert.Empty(received.Frames);
    }

    [Fact]
    public async Task A_long_reason_is_shortened()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        var received = new Collector();
        server.Start(received);
        client.Close(LinkError.Refused, new string('x', 100_000));
        LinkException reason = await received.Closed();
        Assert.Equal(LinkError.Refused, reason.Error);
        Assert.Equal(4096, reason.Message.Length);
    }

    [Fact]
    public async Task A_peer_that_reads_nothing_holds_up_the_end_for_no_longer_than_the_limit()
    {
        var time = new FakeTimeProvider();
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync(LinkOptions.Default with { Time = time });
        var received = new Collector();
        client.Start(received);
        client.Post(FrameKind.Call, payload: new byte[30_000_000]);

        Task released = client.DisposeAsync().AsTask();
        Assert.False(released.IsCompleted);
        await Limit.Passes(time, released, "The link was released");

        Assert.Equal(LinkError.Closed, (await received.Closed()).Error);
        Assert.Equal(1, received.ClosedCalls);
        await server.DisposeAsync();
    }

    private static async Task AssertGoodbye(IByteChannel client, LinkError error, string says)
    {
        List<(FrameHeader Header, byte[] Payload)> frames = await Bytes.ReadToEnd(client);
        (FrameHeader header, byte[] payload) = Assert.Single(frames);
        Assert.Equal((FrameKind.Goodbye, (byte)error), (header.Kind, header.Flags));
        Assert.Contains(says, System.Text.Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
        await client.DisposeAsync();
    }
}
