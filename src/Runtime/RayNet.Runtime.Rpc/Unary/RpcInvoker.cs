namespace RayNet.Runtime.Rpc;

/// <summary>Calls methods of services somewhere else: over gRPC, or over a link. Generated clients do nothing but call it.</summary>
internal abstract class RpcInvoker
{
    /// <summary>Calls a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="request">The arguments.</param>
    /// <param name="cancellationToken">Cancels the call here and on the server.</param>
    /// <exception cref="RayException">The server's own error, rebuilt.</exception>
    /// <exception cref="Grpc.Core.RpcException">Any other failure, of the handler or of the transport.</exception>
    public abstract ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken);
}
