using RayNet.Runtime.Control;
using RayNet.Runtime.Head;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>Connects a node to a head in the same process: plain calls.</summary>
internal sealed class LocalNodeHubConnector(ClusterHead head) : INodeHubConnector
{
    public async Task<INodeConnection> ConnectAsync(NodeInfo node, INodeReceiver receiver, CancellationToken cancellationToken)
    {
        var connection = new LocalNodeConnection(head, receiver);
        await connection.RegisterAsync(node).ConfigureAwait(false);
        return connection;
    }
}
