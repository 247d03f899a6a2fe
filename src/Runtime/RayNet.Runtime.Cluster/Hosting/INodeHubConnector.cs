using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>Connects a node to its head: in the same process, or over gRPC.</summary>
internal interface INodeHubConnector
{
    /// <summary>Connects and registers. From then on the connection keeps itself open, and registers again when it was broken.</summary>
    /// <exception cref="RayException">The head cannot be reached, or refuses the node.</exception>
    Task<INodeConnection> ConnectAsync(NodeInfo node, INodeReceiver receiver, CancellationToken cancellationToken);
}
