using System.Buffers;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc;

/// <summary>Serves one method of a service: bytes in, bytes out.</summary>
/// <param name="method">The method.</param>
internal abstract class RpcHandler(RpcMethod method)
{
    internal RpcMethod Method { get; } = method;

    /// <summary>Makes the handler of a method.</summary>
    internal static RpcHandler Create<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, CancellationToken, ValueTask<TResponse>> invoke) =>
        new RpcHandler<TRequest, TResponse>(method, invoke);

    /// <summary>Handles a call. The request is read before this returns; the response is written only when the handler has succeeded.</summary>
    /// <param name="request">The request's bytes.</param>
    /// <param name="response">Takes the response's bytes.</param>
    /// <param name="cancellationToken">The caller's cancellation.</param>
    /// <exception cref="Exception">Whatever the implementation throws; see <see cref="RpcFault.From"/>.</exception>
    internal abstract ValueTask InvokeAsync(ReadOnlySequence<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken);
}
