using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Calls methods of services somewhere else: over gRPC, or over a link. Generated clients do nothing but call it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RpcInvoker
{
    /// <summary>Calls a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="request">The arguments.</param>
    /// <param name="cancellationToken">Cancels the call here and on the server.</param>
    /// <typeparam name="TRequest">The arguments.</typeparam>
    /// <typeparam name="TResponse">The result.</typeparam>
    /// <exception cref="RayException">The server's own error, rebuilt.</exception>
    /// <exception cref="Exception">Any other failure, of the handler or of the transport; over gRPC an RpcException.</exception>
    public abstract ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken);
}
