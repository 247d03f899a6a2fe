using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Head;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Server.Processes;

/// <summary>What differs between a head and a node.</summary>
internal sealed class ProcessParts
{
    internal required ListenAddress Listen { get; init; }

    internal required ProcessSecurity Security { get; init; }

    internal required RpcDispatcher Dispatcher { get; init; }

    internal required ulong ClusterId { get; init; }

    /// <summary>The head, if it is in this process.</summary>
    internal ClusterHead? Head { get; init; }

    /// <summary>The head's services as a node calls them.</summary>
    internal required Func<NodeId, IHeadService> HeadFor { get; init; }

    internal required DeploymentCache Deployments { get; init; }

    /// <summary>Where files come from that are not here.</summary>
    internal IFileExchange? Packages { get; init; }

    internal required INodeHubConnector Hub { get; init; }

    /// <summary>What is stopped before the node.</summary>
    internal IReadOnlyList<(string Name, Func<Task> Step)> BeforeNode { get; init; } = [];

    /// <summary>Called when everything runs.</summary>
    internal Action<ClusterAddress> OnReady { get; init; } = static _ => { };
}
