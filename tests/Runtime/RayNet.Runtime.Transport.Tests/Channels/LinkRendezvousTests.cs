namespace RayNet.Runtime.Transport.Tests.Channels;

/// <summary>Processes that nobody can connect to open a stream when they are asked.</summary>
public sealed class LinkRendezvousTests
{
    private const ulong Driver = 0xD1;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_process_that_is_asked_brings_the_stream_and_both_sides_talk()
    {
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        using IDisposable attachment = rendezvous.Register(Driver, ticket =>
        {
            (MemoryChannel near, MemoryChannel far) = MemoryChannel.CreatePair();
            Assert.True(rendezvous.Complete(ticket, near));
            return far.SendAsync(new byte[] { 42 }, CancellationToken.None).AsTask();
        });

        IByteChannel channel = await Limit.Of(rendezvous.ConnectAsync(Driver, CancellationToken.None), "The stream came");

        byte[] buffer = new byte[1];
        Assert.Equal(1, await channel.ReceiveAsync(buffer, CancellationToken.None));
        Assert.Equal(42, buffer[0]);
    }

    [Fact]
    public async Task A_ticket_works_once_and_an_unknown_one_never()
    {
        string ticket = string.Empty;
        (MemoryChannel near, _) = MemoryChannel.CreatePair();
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        using IDisposable attachment = rendezvous.Register(Driver, asked =>
        {
            ticket = asked;
            return Task.CompletedTask;
        });
        Task<IByteChannel> connects = rendezvous.ConnectAsync(Driver, CancellationToken.None);
        Assert.Equal(32, ticket.Length);

        Assert.False(rendezvous.Complete("00112233445566778899aabbccddeeff", near));
        Assert.True(rendezvous.Complete(ticket, near));
        Assert.False(rendezvous.Complete(ticket, near));
        Assert.Same(near, await Limit.Of(connects, "The stream came"));
    }

    [Fact]
    public async Task A_process_that_is_not_attached_is_named()
    {
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        rendezvous.Register(Driver, static _ => Task.CompletedTask).Dispose();
        LinkException exception = await Limit.Fails<LinkException>(rendezvous.ConnectAsync(Driver, CancellationToken.None), "It failed");
        Assert.Equal(LinkError.Refused, exception.Error);
        Assert.Contains("00000000000000d1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_does_not_come_is_given_up_and_its_ticket_is_void()
    {
        string ticket = string.Empty;
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        using IDisposable attachment = rendezvous.Register(Driver, asked =>
        {
            ticket = asked;
            return Task.CompletedTask;
        });
        Task<IByteChannel> connects = rendezvous.ConnectAsync(Driver, CancellationToken.None);
        _time.Advance(LinkRendezvousOptions.Default.Timeout);
        Assert.Equal(LinkError.TimedOut, (await Limit.Fails<LinkException>(connects, "It was given up")).Error);
        Assert.False(rendezvous.Complete(ticket, MemoryChannel.CreatePair().First));
    }

    [Fact]
    public async Task Who_waits_hears_that_the_process_went_away_or_could_not_be_asked()
    {
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        IDisposable attachment = rendezvous.Register(Driver, static _ => Task.CompletedTask);
        Task<IByteChannel> connects = rendezvous.ConnectAsync(Driver, CancellationToken.None);
        attachment.Dispose();
        Assert.Equal(LinkError.Broken, (await Limit.Fails<LinkException>(connects, "It failed")).Error);

        using IDisposable other = rendezvous.Register(Driver, static _ => Task.FromException(new IOException("The attachment broke.")));
        LinkException exception = await Limit.Fails<LinkException>(rendezvous.ConnectAsync(Driver, CancellationToken.None), "It failed");
        Assert.Equal(LinkError.Broken, exception.Error);
        Assert.Contains("The attachment broke.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_attachment_replaces_an_earlier_one_and_its_end_does_not_end_the_later()
    {
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        IDisposable earlier = rendezvous.Register(Driver, static _ => Task.CompletedTask);
        Task<IByteChannel> lost = rendezvous.ConnectAsync(Driver, CancellationToken.None);
        (MemoryChannel near, _) = MemoryChannel.CreatePair();
        using IDisposable later = rendezvous.Register(Driver, ticket => Task.FromResult(rendezvous.Complete(ticket, near)));
        earlier.Dispose();
        await Limit.Fails<LinkException>(lost, "The earlier one failed");
        Assert.Same(near, await Limit.Of(rendezvous.ConnectAsync(Driver, CancellationToken.None), "The stream came"));
    }

    [Fact]
    public async Task Waiting_can_be_canceled()
    {
        using var canceled = new CancellationTokenSource();
        string ticket = string.Empty;
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, _time);
        using IDisposable attachment = rendezvous.Register(Driver, asked =>
        {
            ticket = asked;
            return Task.CompletedTask;
        });
        Task<IByteChannel> connects = rendezvous.ConnectAsync(Driver, canceled.Token);
        await canceled.CancelAsync();
        await Limit.Fails<OperationCanceledException>(connects, "It was canceled");
        Assert.False(rendezvous.Complete(ticket, MemoryChannel.CreatePair().First));
    }

    [Fact]
    public async Task Not_more_than_the_limit_wait_for_a_process()
    {
        using var canceled = new CancellationTokenSource();
        var rendezvous = new LinkRendezvous(new LinkRendezvousOptions { WaitingPerProcess = 2 }, _time);
        using IDisposable attachment = rendezvous.Register(Driver, static _ => Task.CompletedTask);
        Task<IByteChannel>[] waiting = [rendezvous.ConnectAsync(Driver, canceled.Token), rendezvous.ConnectAsync(Driver, CancellationToken.None)];
        Assert.Equal(LinkError.Refused, (await Limit.Fails<LinkException>(rendezvous.ConnectAsync(Driver, CancellationToken.None), "It was refused")).Error);

        await canceled.CancelAsync();
        await Limit.Fails<OperationCanceledException>(waiting[0], "It was canceled");
        Task<IByteChannel> next = rendezvous.ConnectAsync(Driver, CancellationToken.None);
        Assert.False(next.IsCompleted);
        attachment.Dispose();
        await Limit.Fails<LinkException>(next, "It failed");
        await Limit.Fails<LinkException>(waiting[1], "It failed");
    }

    [Fact]
    public async Task A_driver_behind_a_node_is_reached_over_a_second_stream_that_the_node_joins()
    {
        // The driver keeps one stream to the node. Asked over it, it opens another one with the ticket; the node joins that with the
        // stream of a worker's node that wants to reach the driver.
        var rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, TimeProvider.System);
        await using var node = new GrpcLane
        {
            OnStream = async (channel, request, cancellationToken) =>
            {
                if (request.Ticket.Length > 0)
                {
                    if (!rendezvous.Complete(request.Ticket, channel))
                    {
                        throw new LinkException(LinkError.Refused, "Nobody waits with this ticket.");
                    }

                    return;
                }

                IByteChannel driver = await rendezvous.ConnectAsync(request.Target, cancellationToken);
                await ByteBridge.RunAsync(channel, driver, TimeProvider.System, cancellationToken);
            },
        };
        await node.StartAsync();
        var taken = new TaskCompletionSource<Link>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable attachment = rendezvous.Register(Driver, async ticket =>
        {
            IByteChannel second = node.Open(new LinkRequest(0, "attach") { Ticket = ticket });
            taken.SetResult(await ChannelLink.AcceptAsync(second, static _ => Hello.Server, LinkOptions.Default, TimeProvider.System, CancellationToken.None));
        });

        Link worker = await Limit.Of(
            ChannelLink.DialAsync(node.Open(new LinkRequest(Driver, "call")), Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None), "The driver answered");
        var received = new Collector();
        (await Limit.Of(taken.Task, "The driver took the link")).Start(received);
        worker.Start(new Collector());
        worker.Post(FrameKind.Call, slot: 5);

        Assert.Equal(5u, Assert.Single(await received.Arrived(1)).Slot);
        await worker.DisposeAsync();
        Assert.Equal(LinkError.Closed, (await received.Closed()).Error);

        LinkException refusal = await Limit.Fails<LinkException>(
            ChannelLink.DialAsync(node.Open(new LinkRequest(0, "attach") { Ticket = "stale" }), Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None), "The stream was refused");
        Assert.Equal("Nobody waits with this ticket.", refusal.Message);
    }
}
