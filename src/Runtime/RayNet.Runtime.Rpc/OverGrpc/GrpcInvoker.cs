using System.Buffers;
using System.Collections.Concurrent;
using Grpc.Core;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc;

/// <summary>Calls services over gRPC.</summary>
/// <param name="calls">A channel's call invoker.</param>
/// <param name="headers">Makes the headers of each call, such as one with a token.</param>
/// <param name="deadline">When a call that starts now has to be answered.</param>
internal sealed class GrpcInvoker(CallInvoker calls, Func<Metadata>? headers = null, Func<DateTime?>? deadline = null) : RpcInvoker
{
    // Descriptors are static, so the methods live as long as the process anyway.
    private static readonly ConcurrentDictionary<RpcMethod, Method<byte[], byte[]>> Methods = new();

    public override async ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        method.Request.Encode(buffer, request);
        byte[] response = await InvokeAsync(method, buffer.WrittenSpan.ToArray(), cancellationToken).ConfigureAwait(false);
        try
        {
            return method.Response.Decode(new ReadOnlySequence<byte>(response));
        }
        catch (Exception exception)
        {
            throw new RaySerializationException($"The response of {method} cannot be read as '{typeof(TResponse)}': {exception.Message}", exception);
        }
    }

    private async ValueTask<byte[]> InvokeAsync(RpcMethod method, byte[] request, CancellationToken cancellationToken)
    {
        Method<byte[], byte[]> grpc = Methods.GetOrAdd(method, static key => GrpcBytes.Unary(key));
        try
        {
            using AsyncUnaryCall<byte[]> call = calls.AsyncUnaryCall(grpc, null, new Grpc.Core.CallOptions(headers?.Invoke(), deadline?.Invoke(), cancellationToken), request);
            return await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Cancelled && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"The call of {method} was cancelled.", exception, cancellationToken);
        }
        catch (RpcException exception) when (RpcFault.TryFrom(exception) is { Error: not null } fault)
        {
            throw fault.ToException();
        }
    }
}
