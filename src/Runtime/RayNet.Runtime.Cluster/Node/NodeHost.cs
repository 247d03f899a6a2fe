using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Direct;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Cluster.Transfer;
using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Files;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>The node that <c>raynet start</c> runs.</summary>
internal sealed class NodeHost : INodeHost, ILinkAcceptor
{
    private readonly TaskCompletionSource<string> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly NodeService _service;
    private NodeAgent? _agent;
    private ClusterNodes? _nodes;
    private BridgeListener? _bridge;
    private INodeConnection? _connection;
    private NodeHostContext? _context;
    private LinkRendezvous? _rendezvous;
    private DirectLinks? _direct;
    private KeptBuilds? _builds;

    internal NodeHost() => _service = new NodeService(() => Agent, () => _nodes ?? throw NotReady(), () => _direct, () => _builds ?? throw NotReady());

    public INodeService Service => _service;

    public ILinkAcceptor Links => this;

    public Task<string> Ended => _ended.Task;

    public bool WasGivenUp { get; private set; }

    /// <summary>Bytes of objects that other nodes got from here.</summary>
    internal long SentObjectBytes => _nodes?.Transfers.SentBytes ?? 0;

    internal NodeAgent Agent => _agent ?? throw NotReady();

    public async Task StartAsync(NodeHostOptions options, NodeHostContext context, CancellationToken cancellationToken)
    {
        _context = context;
        _rendezvous = new LinkRendezvous(LinkRendezvousOptions.Default, context.Time);
        NodeInfo info = options.Info;
        ILogger logger = context.Logging.CreateLogger("RayNet.Node");
        ClusterInfo cluster = await context.Head.GetClusterAsync(cancellationToken).ConfigureAwait(false);
        string token = cluster.ClusterId.ToString("x16", CultureInfo.InvariantCulture);
        string bridge = Path.Combine(options.Session.Folder, "b.sock");
        _bridge = new BridgeListener(bridge, token, context.Peers, context.Time);
        var agentOptions = new NodeAgentOptions
        {
            Id = info.Id,
            Name = info.Name,
            Address = info.Address,
            IsHead = info.IsHead,
            BridgeLane = bridge,
            SessionDirectory = options.Session.Folder,
            Resources = ResourceDemand.FromQuantities(info.Resources),
            Gpus = options.Gpus,
            Isolation = options.Isolation,
            Memory = options.Memory,
            Labels = info.Labels,
            Token = token,
            MaxWorkersPerJob = options.WorkersPerJob,
            SlotsPerWorker = SlotsPerWorker(info.Resources, options.WorkersPerJob),
            Store = StoreSettings.Create(info.StoreCapacity, options.Spilling, options.Session, context.Time, logger, options.StoreTimeout),
            TimeProvider = context.Time,
            Logger = logger,
        };
        IPackageService packages = new PackageService(context.Packages ?? context.Deployments.Exchange, Deployment.Builds.PackageLimits.Default);
        var logs = new WorkerLogs(options.Session.LogFolder, info.Id, context.Time);
        var starter = new DeploymentWorkerStarter(options.Session, logger, context.Deployments, context.Packages, logs);
        _builds = starter.Builds;
        _agent = new NodeAgent(agentOptions, context.Head, starter, NextProcess)
        {
            Packages = packages,
            FindJob = FindJobAsync,
        };
        _direct = new DirectLinks(process => Agent.FindProcess(process)?.Lane, token, context.IsTls, context.Time);
        _nodes = new ClusterNodes(_agent, context.Peers);
        _nodes.Transfers = new ObjectTransfers(_agent, _nodes, context.Peers);
        _agent.Peers = _nodes;
        _agent.Drainer.MoveObject = _nodes.MoveObjectAsync;
        _agent.Logs = new LogExchange(logs, info.Id, _nodes.Find, _nodes.Others, context.Time);
        _agent.FreeCopies = id => ClusterRuntime.Forget(_service.FreeCopiesAsync(id));
        _agent.StopAsked += reason => _ended.TrySetResult(reason);
        _connection = await context.Hub.ConnectAsync(_agent.Info, _agent, cancellationToken).ConfigureAwait(false);
        _agent.Report = _connection.Report;
        _connection.StateChanged += state => OnStateChanged(_agent, state);
        _connection.Report(_agent.CurrentReport);
        _ = WatchAsync(_connection);
    }

    public async Task AcceptAsync(IByteChannel channel, LinkRequest request, CancellationToken cancellationToken)
    {
        NodeAgent agent = Agent;
        if (request.Purpose == LaneProtocol.Purpose)
        {
            await (_nodes ?? throw NotReady()).Transfers.AcceptAsync(channel, request.Ticket, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (request.Ticket.Length > 0)
        {
            if (!_rendezvous!.Complete(request.Ticket, channel))
            {
                throw new LinkException(LinkError.Refused, "Nobody waits for this stream any more.");
            }

            return;
        }

        if (request.Target == 0)
        {
            (LinkHello peer, FrameParser parser) = await LinkHandshake.AcceptAsync(channel, agent.GreetFar, LinkOptions.Default, _context!.Time, cancellationToken).ConfigureAwait(false);
            var link = new ChannelLink(channel, parser, peer, LinkOptions.Default);
            using IDisposable attachment = _rendezvous!.Register(peer.Process, ticket => AskForStreamAsync(link, ticket));
            await agent.AcceptFar(link).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        ProcessAddress target = agent.FindProcess(request.Target)
            ?? throw new LinkException(LinkError.Refused, $"Process {request.Target:x16} is not on node {agent.Options.Name}.");
        IByteChannel near = target.Lane.Length > 0
            ? await SocketChannel.ConnectAsync(target.Lane, cancellationToken).ConfigureAwait(false)
            : await _rendezvous!.ConnectAsync(request.Target, cancellationToken).ConfigureAwait(false);
        await ByteBridge.RunAsync(channel, near, _context!.Time, cancellationToken).ConfigureAwait(false);
    }

    public void HandOver(Socket socket, string ticket)
    {
        if (_direct is { } direct)
        {
            direct.HandOver(socket, ticket);
        }
        else
        {
            socket.Dispose();
        }
    }

    public async Task StopAsync(string reason, TimeSpan gracePeriod)
    {
        if (_connection is { } connection)
        {
            try
            {
                await connection.LeaveAsync(reason).WaitAsync(gracePeriod, _context!.Time).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TimeoutException or RayException or IOException or Grpc.Core.RpcException)
            {
                // The head finds out by the broken connection.
            }
        }

        await DisposeAsync().ConfigureAwait(false);
        _ended.TrySetResult(reason);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _nodes?.Transfers.Dispose();
        if (_agent is { } agent)
        {
            await agent.DisposeAsync().ConfigureAwait(false);
        }

        if (_bridge is { } bridge)
        {
            _bridge = null;
            await bridge.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>A process that nobody can connect to opens a stream itself.</summary>
    private static Task AskForStreamAsync(Link link, string ticket)
    {
        link.Post(FrameKind.Notice, (byte)NodeNotice.OpenStream, payload: System.Text.Encoding.ASCII.GetBytes(ticket));
        return Task.CompletedTask;
    }

    private static RayException NotReady() => new(RayErrorCode.ClusterUnreachable, "The node is still starting. Try again in a moment.");

    private static ulong NextProcess() => BitConverter.ToUInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(sizeof(ulong))) >> 1 | 1;

    private static int SlotsPerWorker(Dictionary<string, double> resources, int workers) =>
        workers == 1 ? int.MaxValue : Math.Max(1, (int)Math.Ceiling(resources.GetValueOrDefault("CPU") / workers));

    private async Task FindJobAsync(JobId id, CancellationToken cancellationToken)
    {
        if (await _context!.Head.GetJobAsync(id, cancellationToken).ConfigureAwait(false) is { EndedAt: null } job)
        {
            Agent.Logs!.AddJob(job);
            Agent.Scheduler.AddJob(id, job.Start.Quota, job.Start.Priority);
            var setup = new WorkerSetup(job.Start.Namespace, job.Start.BuildId) { EnvironmentVariables = job.Start.EnvironmentVariables, WorkingDirectoryId = job.Start.WorkingDirectoryId };
            // One starts when it is needed; several are there together, so that the first does not get all of the actors.
            int workers = Agent.Options.MaxWorkersPerJob;
            Agent.Workers.AddJob(id, setup, workers > 1 && !job.Start.IsDetached ? workers : 0);
        }
    }

    private static void OnStateChanged(NodeAgent agent, NodeConnectionState state)
    {
        if (state == NodeConnectionState.Connected)
        {
            agent.OnReconnected();
        }
    }

    private async Task WatchAsync(INodeConnection connection)
    {
        string reason = await connection.Ended.ConfigureAwait(false);
        WasGivenUp = connection.WasGivenUp;
        _ended.TrySetResult(reason);
    }
}
