using Grpc.Core;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Calls over gRPC, with errors that name the cluster's address.</summary>
internal sealed class CheckedInvoker(RpcInvoker inner, ClusterAddress address, bool isTls) : RpcInvoker
{
    public override async ValueTask<TResponse> InvokeAsync<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.InvokeAsync(method, request, cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            Exception better = ConnectErrors.Translate(exception, address, isTls);
            if (ReferenceEquals(better, exception))
            {
                throw;
            }

            throw better;
        }
    }
}
