using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>The life of a worker process: connects to its node, runs what it is given, and ends with the node or the job.</summary>
internal static class WorkerMain
{
    /// <summary>Runs until the node ends the worker. Returns the exit code.</summary>
    internal static async Task<int> RunAsync()
    {
        // Its first use loads the system's cryptography, which takes as long as everything up to the connection: meanwhile.
        ThreadPool.UnsafeQueueUserWorkItem(static _ => RuntimeHelpers.RunClassConstructor(typeof(RaySerializer).TypeHandle), null);
        WorkerEnvironment environment = WorkerEnvironment.Take();
        environment.Apply();
        WorkerSettings settings = WorkerSettings.Read(environment.Settings);
        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            foreach (string assembly in settings.Assemblies)
            {
                Load(assembly);
            }
        }

        var identity = new ClusterIdentity(ProcessKind.Worker, settings.Process, settings.Node, settings.Job, settings.BuildId, settings.Token, settings.Lane);

        // The node hands the worker out as soon as it has connected: it listens before that.
        var ready = new TaskCompletionSource<ClusterRuntime>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LaneListener listener = LaneListener.Start(settings.Lane, peer => Greet(settings, identity, peer), peer => _ = AcceptAsync(ready.Task, peer), LinkOptions.Default, TimeProvider.System);
        await using HandoverListener? direct = settings.BridgeLane.Length > 0 ? DirectListener.TryStart(identity, peer => _ = AcceptAsync(ready.Task, peer), TimeProvider.System) : null;
        Link link = await LaneListener.DialAsync(settings.NodeLane, identity.ToHello(), LinkOptions.Default, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
        var node = new NodeConnection(link);
        var options = new RayOptions { Namespace = settings.Namespace };
        if (long.TryParse(Environment.GetEnvironmentVariable("RAYNET_MAX_LINEAGE_BYTES"), NumberStyles.None, CultureInfo.InvariantCulture, out long lineage))
        {
            options.MaxLineageBytes = lineage;
        }

        var runtime = new ClusterRuntime(identity, options, node.Head) { Node = node.Api };
        runtime.Engine.GpuIds = settings.Gpus;
        if (settings.BridgeLane.Length > 0)
        {
            runtime.Peers.DialFar = (address, cancellation) => BridgeDial.DialAsync(settings.BridgeLane, identity, address, TimeProvider.System, cancellation);
        }

        if (!RayAmbient.TrySetDefault(runtime))
        {
            throw new InvalidOperationException("The worker has a runtime already.");
        }

        node.Start(runtime);
        ready.SetResult(runtime);
        LinkException reason = await node.Closed.ConfigureAwait(false);
        if (reason.Error == LinkError.Closed)
        {
            // The links first: nobody is told of the end of an actor that may go on elsewhere.
            await runtime.Peers.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Task shutdown = runtime.ShutdownAsync(CancellationToken.None);

            // On a busy machine that alone takes its time; the node waits for as long. Only what runs and does not end has a second.
            await runtime.Engine.ActorsStopped.WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await shutdown.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Each has a limit of its own, and the node one for all.
            await runtime.Engine.Disposals.WhenNone().ConfigureAwait(false);
            return 0;
        }

        // Whatever runs belongs to a job that nobody waits for any more.
        return 1;
    }

    private static async Task AcceptAsync(Task<ClusterRuntime> runtime, Link peer) => (await runtime.ConfigureAwait(false)).Peers.Accept(peer);

    private static LinkHello Greet(WorkerSettings settings, ClusterIdentity identity, LinkHello peer)
    {
        if (peer.Token != settings.Token)
        {
            throw new LinkException(LinkError.Unauthorized, "The token does not open this worker.");
        }

        return identity.ToHello();
    }

    /// <summary>Registers the manifest of an assembly. In a native binary all are there from the start.</summary>
    private static void Load(string name)
    {
        try
        {
            Assembly assembly = Assembly.Load(new AssemblyName(name));
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        }
        catch (FileNotFoundException)
        {
            // The driver loaded it from somewhere else. Calls of it are refused by its name, and everything else runs.
        }
    }
}
