namespace RayNet.Runtime.Transport.Tests.Conformance;

/// <summary>Why a link does not come about, on every lane: whoever dials hears of it.</summary>
public abstract class GreetingConformance
{
    private protected abstract Lane CreateLane();

    [Fact]
    public async Task A_wrong_token_is_refused_with_the_reason()
    {
        await using Lane lane = CreateLane();
        lane.Decide = hello => hello.Token == "right" ? Hello.Server : throw new LinkException(LinkError.Unauthorized, "The token is wrong. Copy it from the head.");
        await lane.StartAsync();

        LinkException refusal = await Limit.Fails<LinkException>(Dial(lane, Hello.Client with { Token = "wrong" }), "The dial ended");

        Assert.Equal((LinkError.Unauthorized, "The token is wrong. Copy it from the head."), (refusal.Error, refusal.Message));
        await lane.ServesAsync();
    }

    [Fact]
    public async Task Another_build_is_refused_with_the_reason()
    {
        await using Lane lane = CreateLane();
        lane.Decide = hello => hello.BuildId.Length == 0 ? Hello.Server : throw new LinkException(LinkError.Build, "The worker runs build b1 and not b2.");
        await lane.StartAsync();

        LinkException refusal = await Limit.Fails<LinkException>(Dial(lane, Hello.Client with { BuildId = "b2" }), "The dial ended");

        Assert.Equal((LinkError.Build, "The worker runs build b1 and not b2."), (refusal.Error, refusal.Message));
        await lane.ServesAsync();
    }

    [Theory]
    [InlineData(7, 6)]
    [InlineData(0, 0)]
    public async Task Versions_that_do_not_fit_are_refused_with_both_versions(int protocol, int oldest)
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();

        LinkException refusal = await Limit.Fails<LinkException>(
            Dial(lane, Hello.Client with { Protocol = protocol, OldestProtocol = oldest, Version = "9.8.7" }), "The dial ended");

        Assert.Equal(LinkError.Version, refusal.Error);
        Assert.Contains("9.8.7", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1.2.3", refusal.Message, StringComparison.Ordinal);
        await lane.ServesAsync();
    }

    [Fact]
    public async Task A_failure_of_who_decides_refuses_without_telling_more()
    {
        await using Lane lane = CreateLane();
        lane.Decide = hello => hello.Token == "right" ? Hello.Server : throw new FormatException("A secret.");
        await lane.StartAsync();

        LinkException refusal = await Limit.Fails<LinkException>(Dial(lane, Hello.Client with { Token = "wrong" }), "The dial ended");

        Assert.Equal(LinkError.Refused, refusal.Error);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        await lane.ServesAsync();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using Lane lane = CreateLane();
        lane.IsSilent = true;
        await lane.StartAsync();

        Task<Link> dial = lane.DialAsync(Hello.Client, lane.Options, time, CancellationToken.None);
        await Limit.Passes(time, dial.ContinueWith(static _ => { }, TaskScheduler.Default), "The dial was given up");

        LinkException refusal = await Limit.Fails<LinkException>(dial, "The dial ended");
        Assert.Equal(LinkError.TimedOut, refusal.Error);
        Assert.Contains("10 s", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dial_can_be_canceled()
    {
        using var canceled = new CancellationTokenSource();
        await using Lane lane = CreateLane();
        lane.IsSilent = true;
        await lane.StartAsync();
        Task<Link> dial = lane.DialAsync(Hello.Client, lane.Options, TimeProvider.System, canceled.Token);
        Assert.False(dial.IsCompleted);
        await canceled.CancelAsync();
        await Limit.Of(dial.ContinueWith(static _ => { }, TaskScheduler.Default), "The dial ended");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dial);
    }

    [Fact]
    public async Task Who_connects_and_says_nothing_is_told_that_time_is_over()
    {
        var time = new FakeTimeProvider();
        await using Lane lane = CreateLane();
        lane.Time = time;
        await lane.StartAsync();
        IByteChannel raw = await lane.OpenAsync();
        Task<List<(FrameHeader Header, byte[] Payload)>> answer = Bytes.ReadToEnd(raw);
        await Limit.Passes(time, answer, "The server gave up");

        Assert.Equal((FrameKind.Refuse, (byte)LinkError.TimedOut), (Assert.Single(await answer).Header.Kind, (await answer)[0].Header.Flags));
        await raw.DisposeAsync();
        await lane.ServesAsync();
    }

    [Fact]
    public async Task The_limit_of_the_greeting_ends_with_the_greeting()
    {
        var time = new FakeTimeProvider();
        await using Lane lane = CreateLane();
        lane.Time = time;
        await lane.StartAsync();
        Link client = await Limit.Of(lane.DialAsync(Hello.Client, lane.Options, time, CancellationToken.None), "The server answered");
        Link server = await lane.AcceptedAsync();
        var received = new Collector();
        server.Start(received);

        time.Advance(TimeSpan.FromHours(1));
        client.Post(FrameKind.Call);

        await received.Arrived(1);
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(11, 10, 2)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 40_000, 3)]
    [InlineData(0, 0, 2)]
    public async Task Who_does_not_greet_is_refused_with_the_reason(int kind, int length, int error)
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        IByteChannel raw = await lane.OpenAsync();

        await raw.SendAsync(Bytes.Frame((FrameKind)kind, new byte[Math.Min(length, 100)], length: length).AsMemory(0, Math.Min(FrameHeader.Size + length, 112)), CancellationToken.None);

        (FrameHeader header, byte[] payload) = Assert.Single(await Bytes.ReadToEnd(raw));
        Assert.Equal((FrameKind.Refuse, error), (header.Kind, header.Flags));
        Assert.NotEmpty(payload);
        await raw.DisposeAsync();
        await lane.ServesAsync();
    }

    [Fact]
    public async Task Who_goes_away_during_the_greeting_does_no_harm()
    {
        await using Lane lane = CreateLane();
        await lane.StartAsync();
        for (int round = 0; round < 10; round++)
        {
            IByteChannel raw = await lane.OpenAsync();
            await raw.SendAsync(Bytes.Frame(FrameKind.Hello, new byte[100], length: 200), CancellationToken.None);
            raw.Abort();
            await raw.DisposeAsync();
        }

        await lane.ServesAsync();
    }

    private static Task<Link> Dial(Lane lane, LinkHello own) => lane.DialAsync(own, lane.Options, TimeProvider.System, CancellationToken.None);
}
