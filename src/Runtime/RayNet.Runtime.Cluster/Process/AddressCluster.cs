using System.Globalization;
using System.Reflection;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Builds;
using RayNet.Runtime.Deployment.Environments;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>A driver that joins a cluster. It attaches to the node beside it, over a socket and with shared memory.</summary>
internal static class AddressCluster
{
    internal static async Task<ClusterRuntime> StartAsync(RayOptions options, string address, CancellationToken cancellationToken, NodeId beside = default, bool far = false)
    {
        RefuseNodeSettings(options);
        AppDeployment? folder = await RuntimeEnvRules.ReadWorkingDirectoryAsync(options.RuntimeEnv, cancellationToken).ConfigureAwait(false);
        ClusterChannel channel = await OpenAsync(options, address, cancellationToken).ConfigureAwait(false);
        ClusterInfo cluster = await channel.Head.GetClusterAsync(cancellationToken).ConfigureAwait(false);
        NodeRecord[] nodes = await channel.Head.ListNodesAsync(cancellationToken).ConfigureAwait(false);
        NodeRecord? near = far || ClusterEnvironment.Variable("RAYNET_FAR") is not null ? null : Choose(nodes, beside);
        NodeRecord node = near
            ?? nodes.FirstOrDefault(item => item.Info.IsHead && item.Liveness == NodeLiveness.Alive)
            ?? throw new RayException(RayErrorCode.ClusterUnreachable, $"The cluster at {channel.Address.HostAndPort} has no node on this machine and none beside its head. Run 'raynet start --address {channel.Address.HostAndPort}' here.");
        AppDeployment deployment = await AppDeployment.FromCurrentAppAsync(null, cancellationToken).ConfigureAwait(false);
        var uploader = new DeploymentUploader(new RemoteFileExchange(channel.Packages));
        await uploader.UploadAsync(deployment, cancellationToken).ConfigureAwait(false);
        if (folder is not null)
        {
            await uploader.UploadAsync(folder, cancellationToken).ConfigureAwait(false);
        }

        ulong process = (BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 1) | 1;
        string buildId = deployment.Id.ToHex();
        JobRecord job = await channel.Head.StartJobAsync(
            new JobStart(
                buildId,
                options.Namespace,
                Assembly.GetEntryAssembly()?.GetName().Name ?? AppDomain.CurrentDomain.FriendlyName,
                node.Info.Id,
                process,
                Environment.ProcessId,
                Environment.GetEnvironmentVariable("RAYNET_JOB_ID") ?? string.Empty,
                [])
            {
                LogToDriver = options.LogToDriver,
                Quota = options.Quota ?? ClusterEnvironment.Variable(ClusterEnvironment.Quota) ?? string.Empty,
                Priority = options.Priority ?? ClusterEnvironment.FindPriority(),
                EnvironmentVariables = SubmittedEnv.VariablesOf(options.RuntimeEnv),
                WorkingDirectoryId = folder?.Id.ToHex() ?? SubmittedEnv.WorkingDirectoryId,
            },
            cancellationToken).ConfigureAwait(false);
        string token = cluster.ClusterId.ToString("x16", CultureInfo.InvariantCulture);
        string lane = near is null ? string.Empty : Path.Combine(Path.GetDirectoryName(node.Info.Lane)!, $"d-{process:x16}.sock");
        var identity = new ClusterIdentity(ProcessKind.Driver, process, node.Info.Id, job.Id, buildId, token, lane);
        try
        {
            return near is null
                ? await FarDriver.AttachAsync(options, identity, channel, cancellationToken).ConfigureAwait(false)
                : await AttachAsync(options, identity, node.Info, channel, cancellationToken).ConfigureAwait(false);
        }
        catch (LinkException exception) when (exception.Error is LinkError.Broken or LinkError.Closed or LinkError.TimedOut)
        {
            // It has ended, or stands still, and the head has not noticed yet.
            throw new RayException(RayErrorCode.ClusterUnreachable, $"Node {node.Info.Name} ended while the program joined it: {exception.Message} Start the program again; it joins a node that is there.", exception);
        }
    }

    private static async Task<ClusterRuntime> AttachAsync(RayOptions options, ClusterIdentity identity, NodeInfo node, ClusterChannel channel, CancellationToken cancellationToken)
    {
        var channels = new FarChannels(channel);
        var ready = new TaskCompletionSource<ClusterRuntime>(TaskCreationOptions.RunContinuationsAsynchronously);
        LaneListener listener = LaneListener.Start(
            identity.Lane,
            peer => peer.Token == identity.Token ? identity.ToHello() : throw new LinkException(LinkError.Unauthorized, "The token does not open this driver."),
            peer => _ = AcceptAsync(ready.Task, peer),
            LinkOptions.Default,
            options.TimeProvider);
        HandoverListener? direct = DirectListener.TryStart(identity, peer => _ = AcceptAsync(ready.Task, peer), options.TimeProvider);
        try
        {
            Link link = await LaneListener.DialAsync(node.Lane, identity.ToHello(), LinkOptions.Default, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            ClusterRuntime runtime = Attach(options, identity, new NodeConnection(link), channels, CloseAsync);
            ready.SetResult(runtime);
            return runtime;
        }
        catch
        {
            channels.Dispose();
            await CloseAsync().ConfigureAwait(false);
            throw;
        }

        async Task CloseAsync()
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            if (direct is not null)
            {
                await direct.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task AcceptAsync(Task<ClusterRuntime> runtime, Link peer) => (await runtime.ConfigureAwait(false)).Peers.Accept(peer);

    private static async Task<ClusterChannel> OpenAsync(RayOptions options, string address, CancellationToken cancellationToken)
    {
        ClusterAddress parsed = ClusterAddress.Parse(address);
        ProcessRecord? local = new ProcessRegistry(SessionRoot.Find(null)).List().FirstOrDefault(record => ClusterAddress.Parse(record.HeadAddress).Overlaps(parsed));

        ClusterCredentials credentials = ClusterEnvironment.Complete(options.Token, options.TokenFile, options.AuthorityFile, null, null);
        return await ClusterChannel.OpenAsync(parsed, local?.Complete(credentials) ?? credentials, default, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What the embedded node would have is not for somebody else's nodes.</summary>
    private static void RefuseNodeSettings(RayOptions options)
    {
        string? name = options.NumCpus is not null ? nameof(options.NumCpus)
            : options.NumGpus != 0 ? nameof(options.NumGpus)
            : options.Memory is not null ? nameof(options.Memory)
            : options.Resources.Count > 0 ? nameof(options.Resources)
            : options.ObjectStoreMemory is not null ? nameof(options.ObjectStoreMemory)
            : options.ObjectSpillingDirectory is not null ? nameof(options.ObjectSpillingDirectory)
            : null;
        if (name is not null)
        {
            throw new InvalidOptionException($"{name} is set, and the program joins a cluster whose nodes have their resources already. Leave {name} out, or give it to 'raynet start' on the node.");
        }
    }

    private static NodeRecord? Choose(NodeRecord[] nodes, NodeId beside) => nodes
        .Where(node => beside == default || node.Info.Id == beside)
        .Where(static node => node.Liveness == NodeLiveness.Alive && node.Info.Machine == MachineId.Current && File.Exists(node.Info.Lane))
        // The head's own node ends with the head's process.
        .OrderBy(static node => node.Info.IsHead)
        .ThenBy(static node => node.Info.Id.Origin)
        .FirstOrDefault();

    /// <summary>A driver's runtime behind its link to a node. Links to other nodes' processes go straight to those nodes: the way through the own one would be another hop.</summary>
    internal static ClusterRuntime Attach(RayOptions options, ClusterIdentity identity, NodeConnection connection, FarChannels channels, Func<Task> closing)
    {
        var runtime = new ClusterRuntime(identity, options, connection.Head) { Node = connection.Api };
        runtime.Peers.IsFar = identity.Lane.Length == 0;
        runtime.Peers.DialFar = (target, cancellation) => channels.DialAsync(identity, target, options.TimeProvider, cancellation);
        connection.Start(runtime);
        DriverLogs? logs = DriverLogs.Start(options, connection.Api);
        runtime.Closing = async () =>
        {
            await (logs?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
            connection.Close("The driver has ended.");
            channels.Dispose();
            await closing().ConfigureAwait(false);
        };
        _ = FailWithNodeAsync(runtime, connection);
        return runtime;
    }

    private static async Task FailWithNodeAsync(ClusterRuntime runtime, NodeConnection connection)
    {
        LinkException reason = await connection.Closed.ConfigureAwait(false);
        if (!runtime.IsStopped)
        {
            runtime.OnNodeLost(reason);
        }
    }
}
