namespace RayNet.Runtime.Transport.Tests.Channels;

/// <summary>What bridges and links rely on, for each kind of channel.</summary>
public abstract class ChannelConformance
{
    private protected abstract Task<ChannelPair> CreateAsync();

    /// <summary>Whether the other side can see that a channel was cut.</summary>
    private protected virtual bool ShowsAborts => true;

    [Fact]
    public async Task Bytes_arrive_in_order_and_then_the_end()
    {
        await using ChannelPair pair = await CreateAsync();
        byte[] sent = Frame.Filled(700_000, 3);
        Task sending = Task.Run(async () =>
        {
            await pair.First.SendAsync(sent.AsMemory(0, 100), CancellationToken.None);
            await pair.First.SendAsync(sent.AsMemory(100), CancellationToken.None);
            await pair.First.DisposeAsync();
        });

        Assert.Equal(sent, await ReadToEnd(pair.Second));
        Assert.Equal(0, await pair.Second.ReceiveAsync(new byte[1], CancellationToken.None));
        await pair.Second.DisposeAsync();
        await Limit.Of(sending, "The channel ended");
    }

    [Fact]
    public async Task The_other_direction_works_the_same_way()
    {
        await using ChannelPair pair = await CreateAsync();
        await pair.First.SendAsync(new byte[] { 1 }, CancellationToken.None);
        Assert.Equal(1, await pair.Second.ReceiveAsync(new byte[10], CancellationToken.None));
        byte[] sent = Frame.Filled(300_000, 4);
        Task sending = Task.Run(async () =>
        {
            await pair.Second.SendAsync(sent, CancellationToken.None);
            await pair.Second.DisposeAsync();
        });
        Assert.Equal(sent, await ReadToEnd(pair.First));
        await Limit.Of(sending, "The channel ended");
    }

    [Fact]
    public async Task A_receive_that_waits_ends_when_its_own_side_ends()
    {
        await using ChannelPair pair = await CreateAsync();
        Task<int> waits = pair.First.ReceiveAsync(new byte[10], CancellationToken.None).AsTask();
        Task<int> other = pair.Second.ReceiveAsync(new byte[10], CancellationToken.None).AsTask();
        Task disposed = pair.First.DisposeAsync().AsTask();
        Assert.Equal(0, await Limit.Of(other, "The other side saw the end"));
        await pair.Second.DisposeAsync();
        await Limit.Of(disposed, "The channel ended");
        Assert.Equal(0, await Limit.Of(waits, "The receive ended"));
    }

    [Fact]
    public async Task A_receive_that_waits_on_the_accepting_side_ends_when_its_own_side_ends()
    {
        await using ChannelPair pair = await CreateAsync();
        Task<int> waits = pair.Second.ReceiveAsync(new byte[10], CancellationToken.None).AsTask();
        Task disposed = pair.Second.DisposeAsync().AsTask();
        Assert.Equal(0, await Limit.Of(waits, "The receive ended"));
        await Limit.Of(disposed, "The channel ended");
        Assert.Equal(0, await Limit.Of(pair.First.ReceiveAsync(new byte[10], CancellationToken.None).AsTask(), "The other side saw the end"));
    }

    [Fact]
    public async Task An_abort_ends_what_waits_on_both_sides()
    {
        await using ChannelPair pair = await CreateAsync();
        await pair.First.SendAsync(new byte[] { 1 }, CancellationToken.None);
        Assert.Equal(1, await pair.Second.ReceiveAsync(new byte[10], CancellationToken.None));
        Task<int> own = pair.First.ReceiveAsync(new byte[10], CancellationToken.None).AsTask();
        Task<int> others = pair.Second.ReceiveAsync(new byte[10], CancellationToken.None).AsTask();

        pair.First.Abort();
        pair.First.Abort();

        if (ShowsAborts)
        {
            await Limit.Fails<IOException>(others, "The other side saw that the channel was cut");
        }
        else
        {
            Assert.Equal(0, await Limit.Of(others, "The other side saw the end"));
        }

        await Limit.Of(own.ContinueWith(static _ => { }, TaskScheduler.Default), "The own receive ended");
        Assert.True(own.IsCompletedSuccessfully || own.Exception!.InnerException is IOException);
    }

    [Fact]
    public async Task An_abort_by_the_accepting_side_is_seen_by_the_other()
    {
        await using ChannelPair pair = await CreateAsync();
        Task<int> others = pair.First.ReceiveAsync(new byte[10], CancellationToken.None).AsTask();
        pair.Second.Abort();
        if (ShowsAborts)
        {
            await Limit.Fails<IOException>(others, "The other side saw that the channel was cut");
        }
        else
        {
            Assert.Equal(0, await Limit.Of(others, "The other side saw the end"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_send_waits_for_a_slow_reader_and_fails_when_that_is_gone(bool firstSends)
    {
        await using ChannelPair pair = await CreateAsync();
        (IByteChannel sender, IByteChannel reader) = firstSends ? (pair.First, pair.Second) : (pair.Second, pair.First);
        byte[] bytes = new byte[100_000];
        int sent = 0;
        Task sending = Task.Run(async () =>
        {
            while (true)
            {
                await sender.SendAsync(bytes, CancellationToken.None);
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

        Assert.True(before < 200, $"{before} messages of 100 KB are on their way.");
        reader.Abort();
        await Limit.Fails<IOException>(sending, "The send failed");
    }

    [Fact]
    public async Task A_send_to_somebody_who_has_ended_fails()
    {
        await using ChannelPair pair = await CreateAsync();
        await pair.Second.DisposeAsync();
        Task sending = Task.Run(async () =>
        {
            while (true)
            {
                await pair.First.SendAsync(new byte[1_000], CancellationToken.None);
            }
        });
        await Limit.Fails<IOException>(sending, "The send failed");
    }

    [Fact]
    public async Task A_receive_can_be_canceled()
    {
        using var canceled = new CancellationTokenSource();
        await using ChannelPair pair = await CreateAsync();
        Task<int> first = pair.First.ReceiveAsync(new byte[10], canceled.Token).AsTask();
        Task<int> second = pair.Second.ReceiveAsync(new byte[10], canceled.Token).AsTask();
        await canceled.CancelAsync();
        await Limit.Of(Task.WhenAll(first, second).ContinueWith(static _ => { }, TaskScheduler.Default), "The receives ended");
        Assert.True(first.IsCanceled && (second.IsCanceled || second.Exception!.InnerException is IOException));
    }

    [Fact]
    public async Task Ends_and_receives_at_once_do_no_harm()
    {
        for (int round = 0; round < 30; round++)
        {
            await using ChannelPair pair = await CreateAsync();
            Task[] all =
            [
                Task.Run(() => Use(pair.First)),
                Task.Run(() => Use(pair.Second)),
                Task.Run(async () => await pair.First.SendAsync(new byte[1_000], CancellationToken.None)),
                Task.Run(async () => await pair.First.DisposeAsync()),
                Task.Run(async () => await pair.Second.DisposeAsync()),
            ];
            await Limit.Of(Task.WhenAll(all).ContinueWith(static _ => { }, TaskScheduler.Default), "All ended");
            Assert.All(all, task => Assert.True(task.IsCompletedSuccessfully || task.Exception!.InnerException is IOException, task.Exception?.ToString()));
        }

        static async Task Use(IByteChannel channel)
        {
            byte[] buffer = new byte[100];
            while (await channel.ReceiveAsync(buffer, CancellationToken.None) > 0)
            {
            }
        }
    }

    private static async Task<byte[]> ReadToEnd(IByteChannel channel)
    {
        var all = new MemoryStream();
        byte[] buffer = new byte[50_000];
        while (true)
        {
            int count = await Limit.Of(channel.ReceiveAsync(buffer, CancellationToken.None).AsTask(), "Bytes came");
            if (count == 0)
            {
                return all.ToArray();
            }

            all.Write(buffer, 0, count);
        }
    }
}
