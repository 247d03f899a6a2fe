using System.Collections.Concurrent;
using RayNet.Runtime.Cluster.Logging;
using RayNet.Runtime.Cluster.Logs;
using RayNet.Runtime.Cluster.Node.Draining;
using RayNet.Runtime.Cluster.Node.Memory;
using RayNet.Runtime.Cluster.Node.Sharing;
using RayNet.Runtime.Cluster.Queries;
using RayNet.Runtime.Control;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>
/// One node: its resources, its workers, its object store, and the links of the processes on it. A driver that starts local workers has one
/// in its own process; elsewhere it is a process of its own.
/// </summary>
internal sealed class NodeAgent : INodeReceiver, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ulong, ProcessSession> _sessions = new();
    private readonly ConcurrentDictionary<ulong, LocalProcess> _local = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly LaneListener _listener;
    private long _nextReport;
    private bool _changed;
    private bool _stopped;

    internal NodeAgent(NodeAgentOptions options, IHeadService head, IWorkerStarter starter, Func<ulong> nextProcess)
    {
        Options = options;
        Head = head;
        Process = nextProcess();
        string lane = Path.Combine(options.SessionDirectory, $"n-{Process:x16}.sock");
        Workers = new WorkerPool(options, starter, nextProcess, lane);
        Scheduler = new NodeScheduler(options, Workers, Reclaim);
        Workers.Changed = Scheduler.OnFreed;
        Scheduler.Changed += OnChanged;
        Objects = new NodeObjects(this);
        Placed = new PlacedActors(this);
        Memory = new MemoryMonitor(this, options.Memory);
        Drainer = new NodeDrainer(this);
        Queries = new NodeQueries(this);
        Quotas = new QuotaKeeper(this);
        Preemptor = new Preemptor(this);
        Scheduler.QuotaWanted += Quotas.Ask;
        Bundles = new NodeBundles(this);
        _listener = LaneListener.Start(lane, Greet, OnLink, LinkOptions.Default, options.TimeProvider);
        _timer = options.TimeProvider.CreateTimer(static state => ((NodeAgent)state!).OnTimer(), this, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
    }

    internal NodeAgentOptions Options { get; }

    /// <summary>The node process in RayNet's numbering.</summary>
    internal ulong Process { get; }

    internal string Lane => _listener.Path;

    internal IHeadService Head { get; }

    internal NodeScheduler Scheduler { get; }

    internal WorkerPool Workers { get; }

    internal NodeObjects Objects { get; }

    internal MemoryMonitor Memory { get; }

    internal QuotaKeeper Quotas { get; }

    internal Preemptor Preemptor { get; }

    /// <summary>Empties the node when it is to leave.</summary>
    internal NodeDrainer Drainer { get; }

    /// <summary>Whether nothing runs here, and no driver needs the node.</summary>
    internal bool IsUnused => Scheduler.LeaseCount == 0 && _local.IsEmpty && _sessions.Values.All(static session => session.Peer.Kind != ProcessKind.Driver);

    /// <summary>Detached actors that the head gave to this node.</summary>
    internal PlacedActors Placed { get; }

    /// <summary>What placement groups hold here.</summary>
    internal NodeBundles Bundles { get; }

    /// <summary>Other nodes, for requests that this one cannot serve.</summary>
    internal IClusterNodes? Peers { get; set; }

    /// <summary>Takes the node's reports to the head; set when it has joined.</summary>
    internal Action<NodeReport>? Report { get; set; }

    /// <summary>Frees copies of an own object on other nodes.</summary>
    internal Action<ObjectId>? FreeCopies { get; set; }

    /// <summary>Brings what workers print to their drivers, where those are not in this process.</summary>
    internal LogExchange? Logs { get; set; }

    /// <summary>Makes a job known that this node has not seen.</summary>
    internal Func<JobId, CancellationToken, Task>? FindJob { get; set; }

    /// <summary>What drivers upload, where they may.</summary>
    internal IPackageService? Packages { get; init; }

    internal NodeInfo Info => new(
        Options.Id,
        Options.Name,
        Options.Address,
        Options.IsHead,
        Scheduler.Snapshot(available: false),
        Options.Labels,
        Environment.ProcessId,
        RayNetVersion.Text,
        Objects.Capacity)
    { Lane = Lane, Machine = MachineId.Current };

    /// <summary>What the processes of the node heard of actors since they asked.</summary>
    internal event Action<ActorRecord>? ActorChanged;

    /// <summary>A node was given up.</summary>
    internal event Action<NodeId>? NodeLost;

    /// <summary>The whole process is to end.</summary>
    internal event Action<string>? StopAsked;

    /// <summary>What the node would report now.</summary>
    internal NodeReport CurrentReport => new(
        Interlocked.Increment(ref _nextReport),
        Scheduler.Snapshot(available: true),
        Scheduler.Pending(),
        Workers.Count,
        Objects.Used,
        (long)Scheduler.IdleTime.TotalMilliseconds)
    { MemoryUsed = Memory.Last.Used, MemoryTotal = Memory.Last.Total, MemoryKills = Memory.Ends.Count };

    /// <summary>A link from somewhere else: a driver of another machine.</summary>
    /// <returns>Completes when the link has ended.</returns>
    internal Task AcceptFar(Link link)
    {
        OnLink(link);
        return _sessions.TryGetValue(link.Peer.Process, out ProcessSession? session) ? session.Closed : Task.CompletedTask;
    }

    internal LinkHello GreetFar(LinkHello peer) => Greet(peer);

    /// <summary>What its processes told of their tasks.</summary>
    internal TaskAttempts Attempts { get; } = new();

    /// <summary>Asks the processes, and other nodes, for tasks and actors.</summary>
    internal NodeQueries Queries { get; }

    /// <summary>The drivers and workers on this node.</summary>
    internal IEnumerable<(ulong Process, IProcessService Service)> ProcessServices() =>
        [.. _local.Select(static item => (item.Key, item.Value.Queries)), .. _sessions.Select(static item => (item.Key, item.Value.Queries))];

    /// <summary>A driver in this very process.</summary>
    internal INodeApi AddLocal(ulong process, JobId job, string lane, Action<LeaseId> reclaim, Action relieve, IProcessService queries)
    {
        _local[process] = new LocalProcess(lane, reclaim, relieve, queries);
        return new NodeApiSession(this, process, job, seesStore: true, isDriver: true);
    }

    internal ValueTask<LeaseReply> RequestLeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        if (Peers is null && LeasePlacement.RefuseAlone(this, request) is { } refused)
        {
            // No other node will come.
            return refused.Outcome == LeaseOutcome.Unschedulable || !request.Wait
                ? new ValueTask<LeaseReply>(refused)
                : new ValueTask<LeaseReply>(new TaskCompletionSource<LeaseReply>().Task.WaitAsync(cancellationToken));
        }

        if (request.Wait || Peers is not null)
        {
            return RequestSlowlyAsync(request, cancellationToken);
        }

        return new ValueTask<LeaseReply>(Scheduler.TryGrant(request));
    }

    internal ValueTask ReturnLeaseAsync(LeaseId lease, bool workerIsBad, CancellationToken cancellationToken)
    {
        if (lease.Node == Options.Id)
        {
            Scheduler.Return(lease, workerIsBad);
            return ValueTask.CompletedTask;
        }

        return Peers?.ReturnLeaseAsync(lease, workerIsBad, cancellationToken) ?? ValueTask.CompletedTask;
    }

    internal ValueTask<ProcessAddress?> ResolveAsync(ulong process, NodeId node, CancellationToken cancellationToken)
    {
        if (FindProcess(process) is { } known)
        {
            return new ValueTask<ProcessAddress?>(known);
        }

        return node == Options.Id || Peers is null ? default : Peers.ResolveAsync(process, node, cancellationToken);
    }

    /// <summary>A process of this node, or <see langword="null"/>.</summary>
    internal ProcessAddress? FindProcess(ulong process)
    {
        if (process == Process)
        {
            return new ProcessAddress(process, Options.Id, Lane, Options.Address, Environment.ProcessId);
        }

        if (_local.TryGetValue(process, out LocalProcess? local))
        {
            return new ProcessAddress(process, Options.Id, local.Lane, Options.Address, Environment.ProcessId);
        }

        return _sessions.TryGetValue(process, out ProcessSession? session)
            ? new ProcessAddress(process, Options.Id, session.Peer.Lane, Options.Address, session.Peer.ProcessId)
            : null;
    }

    internal void OnProcessLost(ProcessSession session, LinkException reason)
    {
        _sessions.TryRemove(session.Process, out _);
        if (session.Peer.Kind == ProcessKind.Worker)
        {
            Workers.OnLost(session.Process);
        }

        Scheduler.OnProcessLost(session.Process);
        Peers?.OnProcessLost(session.Process);
        Objects.OnProcessLost(session.Process);
        if (!_stopped)
        {
            Placed.OnProcessLost(session.Process, FindEnd(session.Process) is { } end ? LossCauses.Describe(end) : reason.Message);
        }

        if (session.Peer.Kind == ProcessKind.Driver && !_stopped)
        {
            _ = EndJobAsync(session.Peer.Job, reason);
        }
    }

    public void OnBundles(BundleOrder order) => Bundles.OnOrder(order);

    public void OnGroups(PlacementGroupId[] groups) => Bundles.Keep(groups);

    public void OnQuotas(QuotaNews news) => Scheduler.OnQuotas(news);

    /// <summary>Why this node stopped a worker, or <see langword="null"/> when it did not.</summary>
    internal WorkerEnd? FindEnd(ulong process) => Memory.Ends.Find(process) ?? Preemptor.Ends.Find(process);

    public void OnView(ClusterView view)
    {
        Peers?.OnView(view);
        if (view.Nodes.FirstOrDefault(record => record.Info.Id == Options.Id) is { } own)
        {
            Drainer.OnView(own);
        }
    }

    /// <summary>A node was given up. Where it only stands still its connections stay open: whoever waits for an answer from there has to be told.</summary>
    internal void OnNodeLost(NodeId node)
    {
        NodeLost?.Invoke(node);
        foreach (ProcessSession session in _sessions.Values)
        {
            session.TellNodeLost(node);
        }
    }

    public void OnActor(ActorRecord actor)
    {
        Placed.OnActor(actor);
        ActorChanged?.Invoke(actor);
        foreach (ProcessSession session in _sessions.Values)
        {
            session.TellActor(actor);
        }
    }

    /// <summary>The head is back, perhaps another one, which does not know who asked for which actor: whoever waits for one asks again.</summary>
    internal void OnReconnected()
    {
        Quotas.OnReconnected();
        foreach (ProcessSession session in _sessions.Values)
        {
            session.TellActors();
        }
    }

    public void OnJobEnded(JobId job)
    {
        Scheduler.EndJob(job);
        Objects.EndJob(job);
        Logs?.EndJob(job);
        _ = Workers.EndAsync(job);
    }

    public void OnPlaceActor(ActorRecord actor) => Placed.Place(actor);

    /// <summary>Has a worker build a detached actor; <see langword="false"/> when the worker is gone.</summary>
    internal bool TryGiveActor(ulong worker, ActorRecord actor)
    {
        if (!_sessions.TryGetValue(worker, out ProcessSession? session))
        {
            return false;
        }

        session.GiveActor(actor);
        return true;
    }

    public void OnStop(string reason) => StopAsked?.Invoke(reason);

    /// <summary>The node has nothing more to do.</summary>
    internal void Leave(string reason) => StopAsked?.Invoke(reason);

    /// <summary>
    /// Asks for all leases but those of workers with an actor that cannot be built again: it stays as long as it may, and so do the others in its process. Detached actors have a process each,
    /// whose end makes the head build them elsewhere.
    /// </summary>
    internal void ReclaimForDrain()
    {
        (LeaseEntry[] asked, LeaseEntry[] placed) = Scheduler.Read(leases =>
        {
            HashSet<ulong> staying = [.. leases.Where(static lease => lease.Request is { ForActor: true, IsRetriable: false }).Select(static lease => lease.Worker.Process)];
            LeaseEntry[] free = [.. leases.Where(lease => !lease.Request.ForActor || !staying.Contains(lease.Worker.Process))];
            return (free.Where(lease => lease.Request.Requester != Process).ToArray(), free.Where(lease => lease.Request.Requester == Process).ToArray());
        });
        foreach (LeaseEntry lease in asked)
        {
            Reclaim(lease);
        }

        foreach (LeaseEntry lease in placed)
        {
            lease.Worker.Started?.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            _stopped = true;
        }

        await _timer.DisposeAsync().ConfigureAwait(false);
        await Memory.DisposeAsync().ConfigureAwait(false);
        Drainer.Stop();
        Scheduler.Stop();
        await Workers.EndAsync(null).ConfigureAwait(false);
        await (Logs?.StopAsync() ?? Task.CompletedTask).ConfigureAwait(false);
        foreach (ProcessSession session in _sessions.Values)
        {
            session.Close("The node has stopped.");
        }

        await _listener.DisposeAsync().ConfigureAwait(false);
        await Objects.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Asks the processes of the node for views that nobody uses.</summary>
    internal void AskForViews()
    {
        foreach (LocalProcess local in _local.Values)
        {
            local.Relieve();
        }

        foreach (ProcessSession session in _sessions.Values)
        {
            session.Relieve();
        }
    }

    private async ValueTask<LeaseReply> RequestSlowlyAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        if (Peers is not null)
        {
            return await Peers.RequestLeaseAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return request.Scheduling is { } scheduling && scheduling.Group != default
            ? await LeaseRouter.GrantPatientlyAsync(this, request, cancellationToken).ConfigureAwait(false)
            : await Scheduler.GrantAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a process of this node for a lease that it holds, here or on another node.</summary>
    /// <returns>Whether the process is one of this node.</returns>
    internal bool AskForLease(ulong holder, LeaseId lease)
    {
        if (_local.TryGetValue(holder, out LocalProcess? local))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static item => item.Local.Reclaim(item.Lease), (Local: local, Lease: lease), preferLocal: false);
            return true;
        }

        if (_sessions.TryGetValue(holder, out ProcessSession? session))
        {
            session.Reclaim(lease);
            return true;
        }

        return false;
    }

    private void Reclaim(LeaseEntry lease)
    {
        if (!AskForLease(lease.Request.Requester, lease.Id))
        {
            Peers?.Reclaim(lease.Request.RequesterNode, lease.Request.Requester, lease.Id);
        }
    }

    private LinkHello Greet(LinkHello peer)
    {
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(peer.Token),
            System.Text.Encoding.UTF8.GetBytes(Options.Token)))
        {
            throw new LinkException(LinkError.Unauthorized, "The token does not open this node. Use the token of its session.");
        }

        return new LinkHello { Version = RayNetVersion.Text, Kind = ProcessKind.Node, Process = Process, Node = Options.Id, ProcessId = Environment.ProcessId, Lane = Lane };
    }

    private void OnLink(Link link)
    {
        var session = new ProcessSession(this, link);
        if (link.Peer.Kind == ProcessKind.Driver && link.Peer.Job != default)
        {
            _ = FindJob?.Invoke(link.Peer.Job, CancellationToken.None);
        }

        if (!_sessions.TryAdd(session.Process, session))
        {
            session.Close("A process of this number is connected already.");
            return;
        }

        if (link.Peer.Kind == ProcessKind.Worker && !Workers.OnConnected(session))
        {
            _sessions.TryRemove(session.Process, out _);
            session.Close("This node has not started the worker.");
            return;
        }

        session.Start();
    }

    private async Task EndJobAsync(JobId job, LinkException reason)
    {
        try
        {
            await Head.EndJobAsync(job, reason.Error == LinkError.Closed, reason.Error == LinkError.Closed ? string.Empty : $"its driver is gone: {reason.Message}").ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RayException or IOException or InvalidOperationException)
        {
            Options.Logger.HeadLost(exception.Message);
        }
    }

    private void OnChanged() => Volatile.Write(ref _changed, true);

    private void OnTimer()
    {
        Workers.ReapIdle();
        Workers.EndLate();
        Scheduler.OnTick();
        Preemptor.Look();
        Quotas.OnTick();
        if (Report is { } report && (Interlocked.Exchange(ref _changed, false) || Environment.TickCount64 % 1000 < 100))
        {
            report(CurrentReport);
        }
    }

    private sealed record LocalProcess(string Lane, Action<LeaseId> Reclaim, Action Relieve, IProcessService Queries);
}
