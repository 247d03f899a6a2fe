using Grpc.Core;
using Grpc.Net.Client;

namespace RayNet.Gateways.Tests.Harness;

/// <summary>A client that knows gRPC and MagicOnion's bytes, written as hexadecimal digits, and nothing of RayNet.</summary>
internal sealed class RawClient(GrpcChannel channel, string? token = GatewayHost.Token)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(static message => message, static message => message);

    private readonly CallInvoker _calls = channel.CreateCallInvoker();

    internal Metadata Headers => token is null ? [] : new Metadata { { "authorization", "Bearer " + token } };

    internal async Task<string> CallAsync(string service, string method, string request, DateTime? deadline = null) =>
        Convert.ToHexString(await CallAsync(service, method, Convert.FromHexString(request), deadline).Within($"{service}/{method}"));

    internal async Task<byte[]> CallAsync(string service, string method, byte[] request, DateTime? deadline = null)
    {
        using AsyncUnaryCall<byte[]> call = _calls.AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, service, method, Bytes, Bytes), null, new(Headers, deadline), request);
        return await call.ResponseAsync;
    }

    internal async Task<RpcException> FailAsync(string service, string method, string request) =>
        await Assert.ThrowsAsync<RpcException>(() => CallAsync(service, method, request));

    internal async Task<RawHub> ConnectAsync(string hub)
    {
        AsyncDuplexStreamingCall<byte[], byte[]> call = _calls.AsyncDuplexStreamingCall(new Method<byte[], byte[]>(MethodType.DuplexStreaming, hub, "Connect", Bytes, Bytes), null, new(Headers));
        Metadata headers = await call.ResponseHeadersAsync.Within("the headers of a hub");
        return new RawHub(call, headers);
    }
}
