using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Deployment.Logs;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Head;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.ObjectStore;
using RayNet.Runtime.ObjectStore.Objects;
using RayNet.Runtime.ObjectStore.Spilling;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A cluster on this machine for one driver: head and node are in the driver's process, workers are processes of their own.</summary>
internal static class LocalCluster
{
    internal static async Task<ClusterRuntime> StartAsync(RayOptions options, CancellationToken cancellationToken)
    {
        int workers = options.Workers!.Value;
#pragma warning disable RS0030 // Ids have to be unique, whatever the seed.
        ulong Next() => (ulong)Random.Shared.NextInt64(1, long.MaxValue);
#pragma warning restore RS0030
        ulong origin = Next();
        Session session = await Session.CreateAsync(SessionRoot.Find(null), options.TimeProvider, cancellationToken).ConfigureAwait(false);
        string token = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        double cpus = options.NumCpus ?? Math.Max(workers, Environment.ProcessorCount);
        var nodeOptions = new NodeAgentOptions
        {
            Id = new NodeId(origin, 1),
            Name = Environment.MachineName,
            SessionDirectory = session.Folder,
            Resources = ResourceDemand.Create(cpus, options.NumGpus, options.Memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, options.Resources),
            IsHead = true,
            Token = token,
            MaxWorkersPerJob = workers,
            SlotsPerWorker = Math.Max(1, (int)Math.Ceiling(cpus / workers)),
            TimeProvider = options.TimeProvider,
            Store = new NodeStoreOptions { Spilling = SpillConfiguration.In(session.Folder), Store = new StoreOptions { TimeProvider = options.TimeProvider } },
            Logger = options.LoggerFactory?.CreateLogger("RayNet.Node") ?? new RayNet.Runtime.Logging.ErrorStreamLogger(),
        };
        var head = new ClusterHead(new HeadOptions { ClusterId = Next() }, new MemoryHeadStore(), options.TimeProvider, nodeOptions.Logger);
        IHeadService service = head.ServiceFor(nodeOptions.Id);
        LogTail? logs = options.LogToDriver ? new LogTail(new LogTailOptions { TimeProvider = options.TimeProvider }) : null;
        Task printing = logs is null ? Task.CompletedTask : PrintAsync(logs);
        var node = new NodeAgent(nodeOptions, service, new DeploymentWorkerStarter(session, nodeOptions.Logger, null, null, logs), Next);
        INodeConnection connection = await new LocalNodeHubConnector(head).ConnectAsync(node.Info, node, cancellationToken).ConfigureAwait(false);
        node.Report = connection.Report;
        connection.Report(node.CurrentReport);
        ulong process = Next();
        string lane = Path.Combine(session.Folder, $"d-{process:x16}.sock");
        JobRecord job = await service.StartJobAsync(
            new JobStart(string.Empty, options.Namespace, AppDomain.CurrentDomain.FriendlyName, nodeOptions.Id, process, Environment.ProcessId, string.Empty, []),
            cancellationToken).ConfigureAwait(false);
        var identity = new ClusterIdentity(ProcessKind.Driver, process, nodeOptions.Id, job.Id, string.Empty, token, lane);
        var runtime = new ClusterRuntime(identity, options, service);
        LaneListener listener = LaneListener.Start(lane, peer => peer.Token == token ? identity.ToHello() : throw new LinkException(LinkError.Unauthorized, "The token does not open this driver."), runtime.Peers.Accept, LinkOptions.Default, options.TimeProvider);
        runtime.Node = node.AddLocal(process, job.Id, lane, runtime.OnReclaim, runtime.Objects.Views.Relieve);
        runtime.WaitForActorAsync = id => WaitForActorAsync(node, service, id);
        runtime.Closing = async () =>
        {
            await service.EndJobAsync(job.Id, succeeded: true, string.Empty).ConfigureAwait(false);
            await listener.DisposeAsync().ConfigureAwait(false);
            await node.DisposeAsync().ConfigureAwait(false);
            await head.DisposeAsync().ConfigureAwait(false);
            logs?.Complete();
            await printing.ConfigureAwait(false);
            session.Dispose();
            DeleteFolder(session.Folder);
        };
        node.Workers.AddJob(job.Id, options.Namespace, string.Empty, workers);
        return runtime;
    }

    private static async Task PrintAsync(LogTail logs)
    {
        var printer = new DriverLogPrinter(Console.Out, Console.Error);
        await foreach (LogBatch batch in logs.FollowAsync(CancellationToken.None).ConfigureAwait(false))
        {
            printer.Print(batch);
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

    private static async Task<ActorRecord?> WaitForActorAsync(NodeAgent node, IHeadService head, ActorId id)
    {
        while (true)
        {
            var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void OnChanged(ActorRecord actor)
            {
                if (actor.Registration.Id == id)
                {
                    changed.TrySetResult();
                }
            }

            node.ActorChanged += OnChanged;
            try
            {
                ActorRecord? actor = await head.GetActorAsync(id).ConfigureAwait(false);
                if (actor is null || actor.Process != 0 || actor.State == ActorLiveness.Dead)
                {
                    return actor;
                }

                await changed.Task.ConfigureAwait(false);
            }
            finally
            {
                node.ActorChanged -= OnChanged;
            }
        }
    }
}
