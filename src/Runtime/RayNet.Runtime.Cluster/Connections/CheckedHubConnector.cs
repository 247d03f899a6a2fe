using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Connects to hubs over gRPC: those of the head that leads, with errors that name the cluster's address.</summary>
internal sealed class CheckedHubConnector(HubConnector inner, HeadSelector heads, bool isTls, ConnectionOptions options) : HubConnector
{
    internal override ValueTask<HubChannel> ConnectAsync(string hub, CancellationToken cancellationToken) =>
        new HeadAttempts(heads, isTls, options).RunAsync(token => inner.ConnectAsync(hub, token), cancellationToken);
}
