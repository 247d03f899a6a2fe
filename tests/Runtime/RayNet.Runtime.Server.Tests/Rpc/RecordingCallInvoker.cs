using Grpc.Core;

namespace RayNet.Runtime.Server.Tests.Rpc;

/// <summary>Remembers the path and the bytes of unary calls on their way.</summary>
internal sealed class RecordingCallInvoker(CallInvoker inner) : CallInvoker
{
    internal List<string> Requests { get; } = [];

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request)
    {
        Requests.Add($"{method.FullName} {Convert.ToHexString((byte[])(object)request)}");
        return inner.AsyncUnaryCall(method, host, options, request);
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options) => throw new NotSupportedException();
}
