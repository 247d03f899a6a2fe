using System.Net;
using CsCheck;
using Grpc.Core;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Tests.Echo;
using RayNet.Runtime.Rpc.Tests.Support;

namespace RayNet.Runtime.Server.Tests.Rpc;

/// <summary>Unary calls over HTTP/2: the recorded bytes, errors, limits, cancellation.</summary>
public sealed class UnaryCallTests : IAsyncLifetime
{
    private RpcTestServer _server = null!;

    public static TheoryData<string, string, string, string> Answered => EchoVectors.Answered;

    public static TheoryData<string, string, string, StatusCode, string> Failed => EchoVectors.Failed;

    public static TheoryData<string, string, string, string> Unserved => EchoVectors.Unserved;

    public async ValueTask InitializeAsync() => _server = await RpcTestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task The_server_answers_as_recorded(string service, string method, string request, string response)
    {
        using AsyncUnaryCall<byte[]> call = Call(service, method, Convert.FromHexString(request));
        Assert.Equal(response, Convert.ToHexString(await call.ResponseAsync.WaitAsync(Limits.Wait)));
        Assert.Equal(["server"], (await call.ResponseHeadersAsync).Where(static header => header.Key != "date").Select(static header => header.Key));
        Assert.Empty(call.GetTrailers());
    }

    [Theory]
    [MemberData(nameof(Failed))]
    public async Task The_server_fails_as_recorded(string service, string method, string request, StatusCode status, string detail)
    {
        using AsyncUnaryCall<byte[]> call = Call(service, method, Convert.FromHexString(request));
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Limits.Wait));
        Assert.Equal((status, detail), (exception.StatusCode, exception.Status.Detail));
    }

    [Theory]
    [MemberData(nameof(Unserved))]
    public async Task What_nobody_serves_is_unimplemented(string service, string method, string request, string detail)
    {
        using AsyncUnaryCall<byte[]> call = Call(service, method, Convert.FromHexString(request));
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Limits.Wait));
        Assert.Equal((StatusCode.Unimplemented, detail), (exception.StatusCode, exception.Status.Detail));
    }

    [Fact]
    public async Task The_client_sends_as_recorded()
    {
        // Whatever the server, the bytes on the way are those of the vectors.
        var calls = new RecordingCallInvoker(_server.Channel.CreateCallInvoker());
        var client = new EchoServiceClient(new GrpcInvoker(calls));
        Assert.Equal(2, await client.Ping(1));
        Assert.Equal(301, await client.Ping(300));
        Assert.Equal("noarg", await client.NoArg());
        await client.Void(1);
        Assert.Null(await client.NullStr());
        Assert.Equal("bob:7", await client.Greet("bob", 7));
        var exception = await Assert.ThrowsAsync<RpcException>(() => client.Status(5, "nf é"));
        Assert.Equal((StatusCode.NotFound, "nf é"), (exception.StatusCode, exception.Status.Detail));
        Assert.Equal(
            ["/IEchoService/Ping 01", "/IEchoService/Ping CD012C", "/IEchoService/NoArg C0", "/IEchoService/Void 01", "/IEchoService/NullStr C0", "/IEchoService/Greet 92A3626F6207", "/IEchoService/Status 9205A56E6620C3A9"],
            calls.Requests);
    }

    [Fact]
    public async Task Errors_of_RayNet_keep_their_type_and_say_their_number_in_a_trailer()
    {
        var client = new ProbeServiceClient(new GrpcInvoker(_server.Channel.CreateCallInvoker()));
        var taken = await Assert.ThrowsAsync<ActorNameTakenException>(() => client.FailAsync((int)RayErrorCode.ActorNameTaken, "Der Name 'größe' ist vergeben: %41 \n."));
        Assert.Equal("Der Name 'größe' ist vergeben: %41 \n.", taken.Message);
        await Assert.ThrowsAsync<RayException>(() => client.FailAsync(9999, new string('é', 100_000)));

        using AsyncUnaryCall<byte[]> call = Call("Probe", "FailAsync", Convert.FromHexString("920DA178"));
        var raw = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(Limits.Wait));
        Assert.Equal((StatusCode.AlreadyExists, "x", "13"), (raw.StatusCode, raw.Status.Detail, raw.Trailers.GetValue("raynet-error")));
    }

    [Fact]
    public async Task Cancelling_a_call_cancels_the_implementation()
    {
        var client = new ProbeServiceClient(new GrpcInvoker(_server.Channel.CreateCallInvoker()));
        using var source = new CancellationTokenSource();
        Task call = client.WaitAsync(source.Token);
        await _server.Probe.Waiting.Task.WaitAsync(Limits.Wait);
        await source.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Limits.Wait));
        Assert.Equal(source.Token, exception.CancellationToken);
        await _server.Probe.Cancelled.Task.WaitAsync(Limits.Wait);
    }

    [Fact]
    public async Task A_request_over_the_limit_is_refused_and_one_below_is_not()
    {
        var client = new ProbeServiceClient(new GrpcInvoker(_server.Channel.CreateCallInvoker()));
        Assert.Equal(4_000_000, (await client.BlobAsync(0, new byte[4_000_000])).Length);
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => client.BlobAsync(0, new byte[5_000_000]).AsTask())).StatusCode);
        Assert.Equal(8_000_000, (await client.BlobAsync(8_000_000)).Length);
    }

    [Fact]
    public async Task Limits_are_what_the_options_say()
    {
        await using RpcTestServer server = await RpcTestServer.StartAsync(static options =>
        {
            options.MaxReceiveBytes = 1000;
            options.MaxSendBytes = 2000;
        });
        var client = new ProbeServiceClient(new GrpcInvoker(server.Channel.CreateCallInvoker()));
        Assert.Equal(1900, (await client.BlobAsync(1000, new byte[900])).Length);
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => client.BlobAsync(0, new byte[1000]).AsTask())).StatusCode);
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => client.BlobAsync(2000).AsTask())).StatusCode);
    }

    [Fact]
    public async Task Headers_of_the_client_go_with_every_call()
    {
        await using RpcTestServer server = await RpcTestServer.StartAsync(token: "secret");
        string token = "wrong";
        var client = new EchoServiceClient(new GrpcInvoker(server.Channel.CreateCallInvoker(), () => new Metadata { { "authorization", "Bearer " + token } }));
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => client.Ping(1).AsTask())).StatusCode);
        token = "secret";
        Assert.Equal(2, await client.Ping(1));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        await _server.StopAsync();
        var client = new EchoServiceClient(new GrpcInvoker(_server.Channel.CreateCallInvoker()));
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => client.Ping(1).AsTask())).StatusCode);
    }

    [Fact]
    public async Task Random_bytes_leave_the_server_serving()
    {
        (string Service, string Method)[] methods = [("IEchoService", "Ping"), ("IEchoService", "Greet"), ("IEchoService", "NoArg"), ("Probe", "EchoAsync"), ("Probe", "HelloAsync"), ("Probe", "sum")];
        await Gen.Select(Gen.Int[0, methods.Length - 1], Gen.Byte.Array[0, 200]).SampleAsync(
            async (index, bytes) =>
            {
                using AsyncUnaryCall<byte[]> call = Call(methods[index].Service, methods[index].Method, bytes);
                try
                {
                    await call.ResponseAsync.WaitAsync(Limits.Wait);
                }
                catch (RpcException exception)
                {
                    Assert.Equal(StatusCode.Unknown, exception.StatusCode);
                }
            },
            iter: 500,
            threads: 4);
        Assert.Equal(2, await new EchoServiceClient(new GrpcInvoker(_server.Channel.CreateCallInvoker())).Ping(1));
    }

    [Fact]
    public async Task Random_frames_leave_the_server_serving()
    {
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        await Gen.Byte.Array[0, 100].SampleAsync(
            async bytes =>
            {
                using var content = new ByteArrayContent(bytes);
                content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
                using HttpResponseMessage response = await http.PostAsync(new Uri(_server.Address + "/IEchoService/Ping"), content).WaitAsync(Limits.Wait);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            },
            iter: 200,
            threads: 2);
        Assert.Equal(2, await new EchoServiceClient(new GrpcInvoker(_server.Channel.CreateCallInvoker())).Ping(1));
    }

    private AsyncUnaryCall<byte[]> Call(string service, string method, byte[] request) => _server.Channel.CreateCallInvoker().AsyncUnaryCall(
        new Method<byte[], byte[]>(MethodType.Unary, service, method, GrpcBytes.Marshaller, GrpcBytes.Marshaller), null, default, request);
}
