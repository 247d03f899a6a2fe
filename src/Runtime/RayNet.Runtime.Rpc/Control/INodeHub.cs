using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Control;

/// <summary>
/// A node's connection to the head, opened by the node. While it is open the node is alive; when it breaks, the head waits for the grace
/// period and then declares the node dead. Everything here is small; no task, actor call or object passes it.
/// </summary>
[RpcHub(typeof(INodeReceiver))]
internal interface INodeHub
{
    /// <summary>
    /// Announces the node, again after each reconnection. The first call on a connection. <paramref name="clusterId"/> is 0 for a node that
    /// joins, and that of the first answer afterwards: a node of another cluster, or one that the head no longer knows, is refused.
    /// </summary>
    Task<NodeRegistration> RegisterAsync(NodeInfo node, ulong clusterId);

    /// <summary>What has changed at the node. Sent on change, at most ten times a second, and once a second without a change.</summary>
    Task ReportAsync(NodeReport report);

    /// <summary>The node leaves in good order.</summary>
    Task LeaveAsync(string reason);
}
