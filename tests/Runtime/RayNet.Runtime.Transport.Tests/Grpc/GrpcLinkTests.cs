using Grpc.Core;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Transport.Tests.Grpc;

/// <summary>What is particular to links over gRPC: who is asked for, who refuses, and what one connection carries.</summary>
public sealed class GrpcLinkTests
{
    [Fact]
    public async Task The_server_hears_who_the_stream_is_for_and_where_it_comes_from()
    {
        var heard = new TaskCompletionSource<LinkRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var lane = new GrpcLane
        {
            OnStream = (channel, request, _) =>
            {
                heard.SetResult(request);
                return channel.DisposeAsync().AsTask();
            },
        };
        await lane.StartAsync();
        await using GrpcByteChannel channel = lane.Open(new LinkRequest(0xFEDC_BA98_7654_3210, "call") { Ticket = "abc" });

        LinkRequest request = await Limit.Of(heard.Task, "The stream was taken");

        Assert.Equal((0xFEDC_BA98_7654_3210, "call", "abc"), (request.Target, request.Purpose, request.Ticket));
        Assert.Contains("127.0.0.1", request.RemoteAddress, StringComparison.Ordinal);
        Assert.Equal(0, await channel.ReceiveAsync(new byte[1], CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    public async Task A_stream_that_is_not_taken_tells_whoever_dials_why(int error)
    {
        await using var lane = new GrpcLane { OnStream = (_, request, _) => throw new LinkException((LinkError)error, $"No process {request.Target:x} is here: \u00e4.") };
        await lane.StartAsync();

        LinkException refusal = await Limit.Fails<LinkException>(Dial(lane), "The dial ended");

        Assert.Equal(((LinkError)error, "No process 5e7e is here: \u00e4."), (refusal.Error, refusal.Message));
    }

    [Fact]
    public async Task A_failure_of_the_acceptor_breaks_the_stream_without_telling_more()
    {
        await using var lane = new GrpcLane { OnStream = (_, _, _) => throw new FormatException("A secret.") };
        await lane.StartAsync();
        LinkException refusal = await Limit.Fails<LinkException>(Dial(lane), "The dial ended");
        Assert.Equal(LinkError.Broken, refusal.Error);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
        lane.OnStream = null;
        await lane.ServesAsync();
    }

    [Fact]
    public async Task A_server_that_takes_no_links_is_named_as_such()
    {
        await using var lane = new GrpcLane { HasNoLinks = true };
        await lane.StartAsync();
        LinkException refusal = await Limit.Fails<LinkException>(Dial(lane), "The dial ended");
        Assert.Equal(LinkError.Refused, refusal.Error);
        Assert.Contains("node of RayNet", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_an_error_that_says_so()
    {
        var lane = new GrpcLane();
        await lane.StartAsync();
        string target = lane.Channel.Target;
        await lane.DisposeAsync();
        using var channel = global::Grpc.Net.Client.GrpcChannel.ForAddress($"http://{target}");

        LinkException refusal = await Limit.Fails<LinkException>(
            GrpcLink.DialAsync(channel.CreateCallInvoker(), lane.Request, null, Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None), "The dial ended");

        Assert.Equal(LinkError.Broken, refusal.Error);
        Assert.Contains("refused", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_links()
    {
        var lane = new GrpcLane();
        await lane.StartAsync();
        (Link client, Link server) = await lane.ConnectAsync();
        Collector atClient = new(), atServer = new();
        client.Start(atClient);
        server.Start(atServer);
        await Limit.Of(lane.DisposeAsync().AsTask(), "The server stopped");
        Assert.Equal(LinkError.Broken, (await atClient.Closed()).Error);
        Assert.Equal(LinkError.Broken, (await atServer.Closed()).Error);
        Assert.Equal((1, 1), (atClient.ClosedCalls, atServer.ClosedCalls));
    }

    [Fact]
    public async Task An_acceptor_that_waits_hears_that_the_server_stops()
    {
        var accepting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lane = new GrpcLane
        {
            OnStream = async (_, _, cancellationToken) =>
            {
                await using CancellationTokenRegistration heard = cancellationToken.Register(stopped.SetResult);
                accepting.SetResult();
                await stopped.Task;
            },
        };
        await lane.StartAsync();
        IByteChannel channel = await lane.OpenAsync();
        await Limit.Of(accepting.Task, "The stream was taken");
        lane.StopSoon();
        await Limit.Of(stopped.Task, "The acceptor heard of it");
        await channel.DisposeAsync();
        await lane.DisposeAsync();
    }

    [Fact]
    public async Task A_link_that_nobody_reads_does_not_stop_the_others_of_its_connection()
    {
        await using var lane = new GrpcLane();
        await lane.StartAsync();
        var stuck = new List<Link>();
        for (int index = 0; index < 5; index++)
        {
            (Link client, Link server) = await lane.ConnectAsync();
            client.Post(FrameKind.Call, payload: new byte[8_000_000]);
            server.Post(FrameKind.Call, payload: new byte[8_000_000]);
            stuck.AddRange([client, server]);
        }

        await lane.ServesAsync();
        Assert.All(stuck, link => Assert.False(link.IsClosed));
    }

    [Fact]
    public async Task Many_links_share_a_connection()
    {
        const int Count = 150;
        await using var lane = new GrpcLane();
        await lane.StartAsync();
        var links = new List<(Link Client, Collector Received)>();
        for (int index = 0; index < Count; index++)
        {
            (Link client, Link server) = await lane.ConnectAsync();
            var received = new Collector();
            server.Start(received);
            links.Add((client, received));
        }

        foreach ((Link client, _) in links)
        {
            client.Post(FrameKind.Call);
        }

        foreach ((Link client, Collector received) in links)
        {
            await received.Arrived(1);
            client.Start(new Collector());
            await client.DisposeAsync();
            await received.Closed();
        }
    }

    [Fact]
    public async Task A_message_that_is_too_large_ends_its_stream_and_no_other()
    {
        await using var lane = new GrpcLane();
        await lane.StartAsync();
        var marshaller = Marshallers.Create(static bytes => bytes, static bytes => bytes);
        var method = new Method<byte[], byte[]>(MethodType.DuplexStreaming, LinkMethod.Service, LinkMethod.Name, marshaller, marshaller);
        var headers = new Metadata();
        LinkMethod.Write(lane.Request, headers);
        using AsyncDuplexStreamingCall<byte[], byte[]> call = lane.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(method, null, new global::Grpc.Core.CallOptions(headers));

        await call.RequestStream.WriteAsync(new byte[LinkChunk.MaxBytes + 1], CancellationToken.None);

        Assert.IsAssignableFrom<LinkException>(await lane.FailedAsync());
        await lane.ServesAsync();
    }

    [Fact]
    public async Task Headers_that_name_no_process_are_refused()
    {
        await using var lane = new GrpcLane();
        await lane.StartAsync();
        using AsyncDuplexStreamingCall<LinkChunk, LinkChunk> call = lane.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            LinkMethod.Open, null, new global::Grpc.Core.CallOptions(new Metadata { { "raynet-target", "everybody" } }));
        RpcException refusal = await Limit.Fails<RpcException>(call.ResponseStream.MoveNext(CancellationToken.None), "The stream ended");
        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        await lane.ServesAsync();
    }

    [Fact]
    public async Task Empty_messages_are_not_the_end()
    {
        await using var lane = new GrpcLane();
        await lane.StartAsync();
        var headers = new Metadata();
        LinkMethod.Write(lane.Request, headers);
        using AsyncDuplexStreamingCall<LinkChunk, LinkChunk> call = lane.Channel.CreateCallInvoker().AsyncDuplexStreamingCall(
            LinkMethod.Open, null, new global::Grpc.Core.CallOptions(headers));
        var greeting = new System.Buffers.ArrayBufferWriter<byte>();
        Hello.Client.Write(greeting);
        await call.RequestStream.WriteAsync(new LinkChunk(), CancellationToken.None);
        await call.RequestStream.WriteAsync(new LinkChunk { Bytes = Bytes.Frame(FrameKind.Hello, greeting.WrittenSpan) }, CancellationToken.None);
        var received = new Collector();
        (await lane.AcceptedAsync()).Start(received);
        await call.RequestStream.WriteAsync(new LinkChunk(), CancellationToken.None);
        await call.RequestStream.WriteAsync(new LinkChunk { Bytes = Bytes.Frame(FrameKind.Call, [1]) }, CancellationToken.None);
        await received.Arrived(1);
    }

    private static Task<Link> Dial(GrpcLane lane) =>
        GrpcLink.DialAsync(lane.Channel.CreateCallInvoker(), lane.Request, null, Hello.Client, LinkOptions.Default, TimeProvider.System, CancellationToken.None);
}
