using Grpc.Core;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Connects to hubs over gRPC, with errors that name the cluster's address.</summary>
internal sealed class CheckedHubConnector(HubConnector inner, ClusterAddress address, bool isTls) : HubConnector
{
    internal override async ValueTask<HubChannel> ConnectAsync(string hub, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.ConnectAsync(hub, cancellationToken).ConfigureAwait(false);
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
