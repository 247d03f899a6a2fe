using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Nodes;

/// <summary>Connects a node to a head on another machine, or in another process.</summary>
internal sealed class RemoteNodeHubConnector(ClusterChannel head, NodeConnectionOptions options, TimeProvider time, ILogger logger) : INodeHubConnector
{
    public async Task<INodeConnection> ConnectAsync(NodeInfo node, INodeReceiver receiver, CancellationToken cancellationToken)
    {
        var connection = new NodeConnection(head, node, receiver, options, time, logger);
        try
        {
            await connection.JoinAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
