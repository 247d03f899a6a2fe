using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Deployment.Jobs;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Server.Heads;
using RayNet.Runtime.Server.Hosting;
using RayNet.Runtime.Server.Jobs;
using RayNet.Runtime.Server.Nodes;
using RayNet.Runtime.Server.Security;

namespace RayNet.Runtime.Server.Processes;

/// <summary>Makes the parts of a process that is a head.</summary>
internal static class HeadParts
{
    internal static async Task<ProcessParts> CreateAsync(
        ProcessOptions options,
        ulong clusterId,
        INodeHost node,
        Session session,
        string root,
        Teardown teardown,
        TimeProvider time,
        ILoggerFactory logging,
        CancellationToken cancellationToken)
    {
        ILogger logger = logging.CreateLogger("RayNet.Head");
        ListenAddress listen = await ListenAddress.FindAsync(options.Host, cancellationToken).ConfigureAwait(false);
        ProcessSecurity security = ProcessSecurity.ForHead(options.Security, listen, time, logger);
        FileStore store = LocalStore.Open(root, time, logger);
        teardown.Add("The file store", store);
        var manifests = new ManifestStore(store);
        var deployments = new DeploymentCache(store, manifests, new DeploymentCacheOptions { TimeProvider = time, Logger = logger });
        var peers = new PeerChannels(security.Server.Credentials, security.Server.Certificate is not null, default, options.Channels, time);
        teardown.Add("The connections for files of builds", peers);
        var keeper = new BuildKeeper(peers, store, manifests, time, logger);
        teardown.Add("The files of builds", keeper);
        IHeadStore tables = options.Leadership?.Lease.Store ?? options.Storage.Open(root);
        teardown.Add("The head's storage", tables);
        var headOptions = new HeadOptions { ClusterId = clusterId, IsNewCluster = options.IsNewCluster, GracePeriod = options.NodeGracePeriod, RestartGracePeriod = options.RestartGracePeriod };
        if (options.Leadership is { } leadership)
        {
            headOptions = headOptions with { Heads = () => leadership.Storage.Members, BeforeJob = keeper.KeepAsync };
        }

        var head = new ClusterHead(headOptions, tables, time, logger);
        teardown.Add("The head", head);
        keeper.Use(head);
        var submissions = new SubmissionService(deployments, session, time);
        submissions.Ended += ended => ClusterRuntime.Forget(EndJobsAsync(head, ended));

        var dispatcher = new RpcDispatcher();
        dispatcher.Add(head.ServiceForCallers(static () => CallerNode.Current));
        dispatcher.AddNodeHub(head, options.Connection.ToHub(time, logger));
        dispatcher.Add(new PackageService(keeper.Files, PackageLimits.Default));
        dispatcher.Add(submissions);
        dispatcher.Add(new CertificateService(security.Authority));
        dispatcher.Add(node.Service);
        return new ProcessParts
        {
            Listen = listen,
            Security = security,
            Dispatcher = dispatcher,
            ClusterId = head.State.Meta.ClusterId,
            Head = head,
            HeadFor = head.ServiceFor,
            Deployments = deployments,
            Packages = keeper.Files,
            Hub = new LocalNodeHubConnector(head),
            BeforeNode = [("Submitted jobs", () => submissions.DisposeAsync().AsTask())],
            OnReady = address =>
            {
                head.ExpectNodes();
                keeper.Gather();
                submissions.Start(CreateSupervisor(address, security, session, time, logger));
            },
        };
    }

    private static JobSupervisorOptions CreateSupervisor(ClusterAddress address, ProcessSecurity security, Session session, TimeProvider time, ILogger logger) => new()
    {
        LogFolder = session.LogFolder,
        Address = address.ToString(),
        Token = security.Server.Token,
        Session = session,
        TimeProvider = time,
        Logger = logger,
    };

    /// <summary>A driver whose process has ended is done, whether it said so or not.</summary>
    private static async Task EndJobsAsync(ClusterHead head, SubmissionRecord ended)
    {
        foreach (Control.JobRecord job in head.State.Jobs.Values.Where(job => job.EndedAt is null && job.Start.SubmissionId == ended.Submission.SubmissionId))
        {
            await head.RunAsync(default, new EndJob(job.Id, ended.Status, ended.Message)).ConfigureAwait(false);
        }
    }
}
