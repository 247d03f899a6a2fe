using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Environments;
using RayNet.Runtime.Deployment.Logs;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A cluster on this machine for one driver: head and node are in the driver's process, workers are processes of their own.</summary>
internal static class LocalCluster
{
    internal static async Task<ClusterRuntime> StartAsync(RayOptions options, Func<NodeAgentOptions, NodeAgentOptions>? configure, CancellationToken cancellationToken)
    {
        int workers = options.Workers!.Value;
#pragma warning disable RS0030 // Ids have to be unique, whatever the seed.
        ulong Next() => (ulong)Random.Shared.NextInt64(1, long.MaxValue);
#pragma warning restore RS0030
        ulong origin = Next();
        SpillConfiguration? spilling = SpillConfiguration.Parse(options.ObjectSpillingDirectory);
        await StoreSettings.CheckAsync(options.ObjectStoreMemory, spilling).ConfigureAwait(false);
        AppDeployment? files = await RuntimeEnvRules.ReadWorkingDirectoryAsync(options.RuntimeEnv, cancellationToken).ConfigureAwait(false);
        Session session = await Session.CreateAsync(SessionRoot.Find(null), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        string folder = files is null ? Environment.CurrentDirectory : await CopyAsync(files, session, cancellationToken).ConfigureAwait(false);
        string token = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        double cpus = options.NumCpus ?? Math.Max(workers, Environment.ProcessorCount);
        ILogger logger = options.LoggerFactory?.CreateLogger("RayNet.Node") ?? new RayNet.Runtime.Logging.ErrorStreamLogger();
        var nodeOptions = new NodeAgentOptions
        {
            Id = new NodeId(origin, 1),
            Name = Environment.MachineName,
            SessionDirectory = session.Folder,
            Resources = ResourceDemand.Create(cpus, options.NumGpus, options.Memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, options.Resources),
            Labels = new Dictionary<string, string>(options.Labels, StringComparer.Ordinal),
            IsHead = true,
            Token = token,
            MaxWorkersPerJob = workers,
            Store = StoreSettings.Create(options.ObjectStoreMemory, spilling, session, options.TimeProvider, logger),
            SlotsPerWorker = Math.Max(1, (int)Math.Ceiling(cpus / workers)),
            TimeProvider = options.TimeProvider,
            Logger = logger,
        };
        nodeOptions = configure?.Invoke(nodeOptions) ?? nodeOptions;
        var sweeper = new OrphanSweeper(Path.GetDirectoryName(session.Folder)!, options.TimeProvider, nodeOptions.Logger);
        Task sweeping = Task.Run(() => sweeper.SweepAsync(CancellationToken.None).AsTask(), CancellationToken.None);
        var head = new ClusterHead(new HeadOptions { ClusterId = Next() }, new MemoryHeadStore(), options.TimeProvider, nodeOptions.Logger);
        IHeadService service = head.ServiceFor(nodeOptions.Id);
        WorkerLogs? logs = options.LogToDriver ? new WorkerLogs(session.LogFolder, nodeOptions.Id, options.TimeProvider) : null;
        var node = new NodeAgent(nodeOptions, service, new DeploymentWorkerStarter(session, nodeOptions.Logger, null, null, logs) { DriverFolder = folder }, Next);
        INodeConnection connection = await new LocalNodeHubConnector(head).ConnectAsync(node.Info, node, cancellationToken).ConfigureAwait(false);
        node.Report = connection.Report;
        connection.Report(node.CurrentReport);
        ulong process = Next();
        string lane = Path.Combine(session.Folder, $"d-{process:x16}.sock");
        JobRecord job = await service.StartJobAsync(
            new JobStart(string.Empty, options.Namespace, AppDomain.CurrentDomain.FriendlyName, nodeOptions.Id, process, Environment.ProcessId, string.Empty, []),
            cancellationToken).ConfigureAwait(false);
        var identity = new ClusterIdentity(ProcessKind.Driver, process, nodeOptions.Id, job.Id, string.Empty, token, lane);
        var runtime = new ClusterRuntime(identity, options, service) { LocalNode = node };
        LaneListener listener = LaneListener.Start(lane, peer => peer.Token == token ? identity.ToHello() : throw new LinkException(LinkError.Unauthorized, "The token does not open this driver."), runtime.Peers.Accept, LinkOptions.Default, options.TimeProvider);
        runtime.Node = node.AddLocal(process, job.Id, lane, runtime.OnReclaim, runtime.Objects.Views.Relieve, runtime.Queries);
        var actors = new ActorWatch(service, options.TimeProvider);
        node.ActorChanged += _ => actors.OnChanged();
        node.NodeLost += runtime.Peers.OnNodeLost;
        runtime.WaitForActorAsync = actors.WaitAsync;
        runtime.Closing = async () =>
        {
            await service.EndJobAsync(job.Id, succeeded: true, string.Empty).ConfigureAwait(false);
            await listener.DisposeAsync().ConfigureAwait(false);
            await node.DisposeAsync().ConfigureAwait(false);
            await head.DisposeAsync().ConfigureAwait(false);
            await (logs?.CompleteAsync(job.Id) ?? Task.CompletedTask).ConfigureAwait(false);
            await sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            session.Dispose();
            DeleteFolder(session.Folder);
        };
        var printer = new DriverLogPrinter(Console.Out, Console.Error);
        logs?.AddJob(job.Id, (lines, _) =>
        {
            printer.Print(lines);
            return Task.CompletedTask;
        });
        var setup = new WorkerSetup(options.Namespace, string.Empty) { EnvironmentVariables = options.RuntimeEnv.EnvironmentVariables.ToDictionary(StringComparer.Ordinal) };
        node.Workers.AddJob(job.Id, setup, workers);
        return runtime;
    }

    /// <summary>What workers write does not change the user's folder, here as on a cluster.</summary>
    private static async Task<string> CopyAsync(AppDeployment files, Session session, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(session.Folder, "work");
        try
        {
            await Task.Run(() => WorkingFolder.Copy(files, folder, cancellationToken), cancellationToken).ConfigureAwait(false);
            return folder;
        }
        catch
        {
            session.Dispose();
            DeleteFolder(session.Folder);
            throw;
        }
    }

    private static void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A worker that is on its way out still writes to it; the next start on this machine sweeps what is left.
        }
    }
}
