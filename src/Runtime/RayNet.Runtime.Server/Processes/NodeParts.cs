using System.Net;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Nodes;

namespace RayNet.Runtime.Server.Processes;

/// <summary>Makes the parts of a process that is a node.</summary>
internal static class NodeParts
{
    internal static async Task<ProcessParts> CreateAsync(
        ClusterAddress head,
        ProcessOptions options,
        NodeId id,
        INodeHost node,
        string root,
        Teardown teardown,
        TimeProvider time,
        ILoggerFactory logging,
        CancellationToken cancellationToken)
    {
        ILogger logger = logging.CreateLogger("RayNet.Node");
        ClusterChannel channel = await HeadFinder.OpenAsync(head, options, id, time, cancellationToken).ConfigureAwait(false);
        teardown.Add("The connection to the head", channel);
        ClusterInfo cluster = await HeadFinder.AskAsync(channel, options.Connection, time, cancellationToken).ConfigureAwait(false);
        channel.Learn(cluster.Heads);
        if (cluster.Heads.Length > 0)
        {
            // A single head stays one.
            teardown.Add("The watch of the heads", new HeadWatch(channel, time));
        }

        ListenAddress listen = options.Host is null
            ? await ListenAddress.TowardsAsync(head.Host, head.Port, cancellationToken).ConfigureAwait(false)
            : await ListenAddress.FindAsync(options.Host, cancellationToken).ConfigureAwait(false);
        if (head.IsLoopback && options.Host is null)
        {
            listen = new ListenAddress(IPAddress.Loopback, IPAddress.Loopback.ToString());
        }

        ProcessSecurity security = await ProcessSecurity.ForNodeAsync(options.Security, listen, channel, logger, cancellationToken).ConfigureAwait(false);
        FileStore store = LocalStore.Open(root, time, logger);
        teardown.Add("The file store", store);
        var manifests = new ManifestStore(store);
        var deployments = new DeploymentCache(store, manifests, new DeploymentCacheOptions { TimeProvider = time, Logger = logger });
        var patient = new PatientHead(channel.Head, head.HostAndPort, options.Connection, time, logger);
        return new ProcessParts
        {
            Listen = listen,
            Security = security,
            Dispatcher = new RpcDispatcher().Add(node.Service).Add(new PackageService(new OfferedFiles(deployments.Exchange), PackageLimits.Default)),
            ClusterId = cluster.ClusterId,
            HeadFor = _ => patient,
            Deployments = deployments,
            Packages = new RemoteFileExchange(channel.Packages),
            Hub = new RemoteNodeHubConnector(channel, options.Connection, time, logger),
        };
    }
}
