using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Files;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>What a node works with.</summary>
/// <param name="Head">The head's services, as this node's processes call them.</param>
/// <param name="Deployments">Builds as folders.</param>
/// <param name="Packages">Where files come from that are not here yet: the head's store, or <see langword="null"/> from nowhere.</param>
/// <param name="Hub">Connects the node to the head.</param>
/// <param name="Peers">Reaches other nodes.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logging">Where it logs.</param>
internal sealed record NodeHostContext(
    IHeadService Head,
    DeploymentCache Deployments,
    IFileExchange? Packages,
    INodeHubConnector Hub,
    INodeChannels Peers,
    TimeProvider Time,
    ILoggerFactory Logging)
{
    /// <summary>Whether what goes over the network is secured by TLS.</summary>
    internal bool IsTls { get; init; }
}
