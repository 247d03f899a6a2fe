using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Calls over gRPC: the head that leads, with errors that name the cluster's address.</summary>
internal sealed class CheckedInvoker(RpcInvoker inner, HeadSelector heads, bool isTls, ConnectionOptions options) : RpcInvoker
{
    public override ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken) =>
        new HeadAttempts(heads, isTls, options).RunAsync(token => inner.InvokeAsync(method, request, token), cancellationToken);
}
