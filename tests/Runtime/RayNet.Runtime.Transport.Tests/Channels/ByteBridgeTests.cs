namespace RayNet.Runtime.Transport.Tests.Channels;

/// <summary>Two processes that a node joins do not see that it is between them.</summary>
public sealed class ByteBridgeTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("memory", "memory")]
    [InlineData("grpc", "socket")]
    [InlineData("socket", "grpc")]
    public async Task Links_work_over_a_bridge(string from, string to)
    {
        const int Count = 2_000;
        await using var joined = await Joined.CreateAsync(from, to);
        (Link client, Link server) = await joined.GreetAsync();
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Collector atClient = new(), atServer = new();
        client.Start(atClient);
        server.Start(atServer);
        for (uint slot = 0; slot < Count; slot++)
        {
            client.Post(FrameKind.Call, slot: slot, payload: new byte[random.Next(5_000)]);
            server.Post(FrameKind.Reply, slot: slot, payload: new byte[random.Next(5_000)]);
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), (await atServer.Arrived(Count)).Select(frame => frame.Slot));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (uint)i), (await atClient.Arrived(Count)).Select(frame => frame.Slot));
        client.Close(LinkError.Closed, "That was all.");
        Assert.Equal("That was all.", (await atServer.Closed()).Message);
        (long there, long back) = await Limit.Of(joined.Bridge, "The bridge ended");
        Assert.True(there > Count * FrameHeader.Size && back > Count * FrameHeader.Size);
    }

    [Theory]
    [InlineData("memory", "memory", true)]
    [InlineData("grpc", "socket", true)]
    [InlineData("grpc", "socket", false)]
    public async Task What_was_written_before_the_end_arrives_through_a_bridge_although_the_other_side_keeps_writing(string from, string to, bool clientEnds)
    {
        const int Count = 2_000;
        await using var joined = await Joined.CreateAsync(from, to);
        (Link client, Link server) = await joined.GreetAsync();
        (Link ends, Link writes) = clientEnds ? (client, server) : (server, client);
        Collector atEnds = new() { KeepsPayloads = false }, atWrites = new() { KeepsPayloads = false };
        ends.Start(atEnds);
        writes.Start(atWrites);
        Task writer = Task.Run(async () =>
        {
            while (!writes.IsClosed)
            {
                writes.Post(FrameKind.Call, payload: new byte[2_000]);
                await writes.WaitForRoomAsync(CancellationToken.None);
            }
        });
        await atEnds.Arrived(10);
        for (uint slot = 0; slot < Count; slot++)
        {
            ends.Post(FrameKind.Call, slot: slot, payload: new byte[500]);
        }

        ends.Close(LinkError.Closed, "That was all.");

        Assert.Equal("That was all.", (await atWrites.Closed()).Message);
        Assert.Equal(Count, atWrites.Frames.Length);
        await Limit.Of(writer, "The writer saw the end");
        await Limit.Of(joined.Bridge, "The bridge ended");
    }

    [Theory]
    [InlineData("memory", "memory", true)]
    [InlineData("memory", "memory", false)]
    [InlineData("grpc", "grpc", true)]
    [InlineData("grpc", "grpc", false)]
    public async Task A_side_that_breaks_breaks_the_other(string from, string to, bool first)
    {
        await using var joined = await Joined.CreateAsync(from, to);
        (IByteChannel breaks, IByteChannel sees) = first ? (joined.First, joined.Second) : (joined.Second, joined.First);
        await breaks.SendAsync(new byte[] { 1 }, CancellationToken.None);
        Assert.Equal(1, await sees.ReceiveAsync(new byte[10], CancellationToken.None));

        breaks.Abort();

        await Limit.Fails<IOException>(sees.ReceiveAsync(new byte[10], CancellationToken.None).AsTask(), "The other side saw the break");
        await Limit.Of(joined.Bridge, "The bridge ended");
    }

    [Theory]
    [InlineData("memory", "memory")]
    [InlineData("grpc", "socket")]
    public async Task A_side_that_ends_in_good_order_ends_the_other_in_good_order(string from, string to)
    {
        await using var joined = await Joined.CreateAsync(from, to);
        await joined.First.SendAsync(new byte[] { 1 }, CancellationToken.None);
        Task ends = joined.First.DisposeAsync().AsTask();
        byte[] buffer = new byte[10];
        Assert.Equal(1, await joined.Second.ReceiveAsync(buffer, CancellationToken.None));
        Assert.Equal(0, await Limit.Of(joined.Second.ReceiveAsync(buffer, CancellationToken.None).AsTask(), "The end came"));
        Assert.Equal((1, 0), await Limit.Of(joined.Bridge, "The bridge ended"));
        await Limit.Of(ends, "The channel ended");
    }

    [Fact]
    public async Task A_bridge_holds_no_more_than_its_buffers()
    {
        await using var joined = await Joined.CreateAsync("memory", "memory");
        byte[] bytes = new byte[100_000];
        int sent = 0;
        Task sending = Task.Run(async () =>
        {
            while (true)
            {
                await joined.First.SendAsync(bytes, CancellationToken.None);
                Interlocked.Increment(ref sent);
            }
        });
        int before;
        do
        {
            before = Volatile.Read(ref sent);
            await Task.Delay(100);
        }
        while (before == 0 || before != Volatile.Read(ref sent));

        // Two memory channels hold 1 MiB and a send each.
        Assert.InRange(before, 1, 30);
        joined.Second.Abort();
        await Limit.Fails<IOException>(sending, "The send failed");
    }

    [Fact]
    public async Task A_bridge_can_be_canceled()
    {
        await using var joined = await Joined.CreateAsync("memory", "socket");
        await joined.CancelAsync();
        await Limit.Of(joined.Bridge, "The bridge ended");
        Assert.Equal(0, await joined.Second.ReceiveAsync(new byte[1], CancellationToken.None));
    }

    [Fact]
    public async Task A_side_that_takes_nothing_and_says_nothing_is_given_up()
    {
        var time = new FakeTimeProvider();
        (MemoryChannel first, MemoryChannel left) = MemoryChannel.CreatePair();
        var deaf = new DeafChannel();
        Task bridge = ByteBridge.RunAsync(left, deaf, time, CancellationToken.None);
        await first.SendAsync(new byte[] { 1 }, CancellationToken.None);
        await Limit.Passes(time, bridge, "The bridge ended");
        await Limit.Fails<IOException>(first.ReceiveAsync(new byte[1], CancellationToken.None).AsTask(), "The break came");
    }

    /// <summary>Fails to send, and has nothing to say until it is aborted.</summary>
    private sealed class DeafChannel : IByteChannel
    {
        private readonly TaskCompletionSource<int> _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool SharesMemory => false;

        public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken) => new(_aborted.Task);

        public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => throw new IOException("Deaf.");

        public void Abort() => _aborted.TrySetException(new IOException("Aborted."));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
