using Grpc.Core;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Calls the head that is asked now.</summary>
internal sealed class SelectedCalls(Func<CallInvoker> current) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) =>
        current().BlockingUnaryCall(method, host, options, request);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) =>
        current().AsyncUnaryCall(method, host, options, request);

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options, TRequest request) =>
        current().AsyncServerStreamingCall(method, host, options, request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options) =>
        current().AsyncClientStreamingCall(method, host, options);

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, Grpc.Core.CallOptions options) =>
        current().AsyncDuplexStreamingCall(method, host, options);
}
