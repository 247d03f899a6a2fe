using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>What a node works with.</summary>
/// <param name="Head">The head's services, as this node's processes call them.</param>
/// <param name="Packages">Files of deployments at the head.</param>
/// <param name="Hub">Connects the node to the head.</param>
/// <param name="Peers">Reaches other nodes.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logging">Where it logs.</param>
internal sealed record NodeHostContext(
    IHeadService Head,
    IPackageService Packages,
    INodeHubConnector Hub,
    INodePeers Peers,
    TimeProvider Time,
    ILoggerFactory Logging);
