using System.Buffers;
using Grpc.Core;
using RayNet.CompilerServices;
using RayNet.Runtime.Rpc.Tests.Echo;

namespace RayNet.Runtime.Rpc.Tests.Unary;

/// <summary>The recorded unary calls, without a transport: what the server answers, what the client sends and understands.</summary>
public sealed class UnaryVectorTests
{
    private readonly RpcDispatcher _dispatcher = new RpcDispatcher().Add(new EchoService());

    public static TheoryData<string, string, string, string> Answered => EchoVectors.Answered;

    public static TheoryData<string, string, string, StatusCode, string> Failed => EchoVectors.Failed;

    public static TheoryData<string, string, string, string> Unserved => EchoVectors.Unserved;

    [Theory]
    [MemberData(nameof(Answered))]
    public async Task The_server_answers_as_recorded(string service, string method, string request, string response) =>
        Assert.Equal(response, await CallAsync(service, method, request));

    [Theory]
    [MemberData(nameof(Failed))]
    public async Task The_server_fails_as_recorded(string service, string method, string request, StatusCode status, string detail)
    {
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => CallAsync(service, method, request));
        Assert.Equal(new RpcFault(status, detail), RpcFault.From(exception));
    }

    [Theory]
    [MemberData(nameof(Unserved))]
    public void Nobody_serves_what_has_another_name(string service, string method, string request, string detail)
    {
        Assert.NotEmpty(request + detail);
        Assert.False(_dispatcher.TryFind(service, method, out _));
    }

    [Fact]
    public async Task The_client_sends_and_reads_as_recorded()
    {
        Assert.Equal(2, await Recorded("/IEchoService/Ping", "01", "02").Ping(1));
        Assert.Equal(301, await Recorded("/IEchoService/Ping", "CD012C", "CD012D").Ping(300));
        Assert.Equal("noarg", await Recorded("/IEchoService/NoArg", "C0", "A56E6F617267").NoArg());
        await Recorded("/IEchoService/Void", "01", "C0").Void(1);
        Assert.Null(await Recorded("/IEchoService/NullStr", "C0", "C0").NullStr());
        Assert.Equal("bob:7", await Recorded("/IEchoService/Greet", "92A3626F6207", "A5626F623A37").Greet("bob", 7));
        Assert.Equal(43, await Recorded("/IEchoService/Opt", "92012A", "2B").Opt(1));
        Assert.Equal(3, await Recorded("/IEchoService/Status", "9205A56E6620C3A9", "03").Status(5, "nf é"));
    }

    private static EchoServiceClient Recorded(string path, string request, string response) => new(new RecordedInvoker(path, request, response));

    private async Task<string> CallAsync(string service, string method, string request)
    {
        Assert.True(_dispatcher.TryFind(service, method, out RpcHandler? handler));
        var response = new ArrayBufferWriter<byte>();
        await handler.InvokeAsync(new ReadOnlySequence<byte>(Convert.FromHexString(request)), response, CancellationToken.None);
        return Convert.ToHexString(response.WrittenSpan);
    }

    private sealed class RecordedInvoker(string path, string expected, string response) : RpcInvoker
    {
        public override ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
        {
            var input = new ArrayBufferWriter<byte>();
            method.Request.Encode(input, request);
            Assert.Equal(path, method.FullName);
            Assert.Equal(expected, Convert.ToHexString(input.WrittenSpan));
            return new ValueTask<TResponse>(method.Response.Decode(new ReadOnlySequence<byte>(Convert.FromHexString(response))));
        }
    }
}
