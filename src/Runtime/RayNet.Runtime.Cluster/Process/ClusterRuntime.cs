using System.Collections.Concurrent;
using System.Diagnostics;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Execution;
using RayNet.Runtime.Cluster.Groups;
using RayNet.Runtime.Cluster.Lineage;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Cluster.Objects;
using RayNet.Runtime.Cluster.Queries;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Cluster.Tasks.Attempts;
using RayNet.Runtime.Control;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>One process's part of a cluster, driver or worker: routes what user code submits to other processes, and runs what they submit.</summary>
internal sealed partial class ClusterRuntime : RayRuntime
{
    private const int DefaultMaxRetries = 3;

    private readonly ConcurrentDictionary<(ResourceDemand Demand, NodeId Preferred, SchedulingRules Rules, bool IsRetriable, int Priority), LeasedQueue> _queues = new();
    private readonly ConcurrentDictionary<ActorClass, ActorClassHome> _actorHomes = new();
    private readonly ITimer _idleTimer;
    private readonly IdleCollector _collector;
    private readonly PendingCalls? _pending;
    private readonly Lock _gate = new();
    private long _nextId;
    private Task? _shutdown;
    private volatile bool _stopped;
    private RayShutdownException? _nodeLost;

    internal ClusterRuntime(ClusterIdentity identity, RayOptions options, IHeadService head)
    {
        Identity = identity;
        Options = options;
        _pending = PendingCalls.OfTasks(options);
        Head = head;
        Engine = new EmbeddedCluster(EngineOptions(options))
        {
            Outer = this,
            ThreadIsFree = PeerLink.FlushDirty,
            JobId = identity.Job,
            NodeId = identity.Node,
        };
        Client = new ClusterClient(this);
        Peers = new PeerTable(this);
        Actors = new RemoteActors(this);
        Hosted = new HostedActors(this);
        References = new ReferenceTable(this);
        Objects = new ObjectPlane(this);
        Lineage = new Reconstruction(this);
        Attempts = new AttemptLog(this);
        Queries = new OwnerQueries(this);
        Groups = new RemoteGroups(this);
        GroupLeases = new GroupLeases(this);
        Policies = new UserPolicies(this);
        CreationHome = new CreationHome(this);
        Builds = new BuildGuard(this);
        BlockingWait.BeforePark = Link.YieldInline;
        _collector = new IdleCollector(this);
        _idleTimer = options.TimeProvider.CreateTimer(static state => ((ClusterRuntime)state!).OnIdleTick(), this, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
    }

    internal ClusterIdentity Identity { get; }

    internal RayOptions Options { get; }

    /// <summary>The origin of the ids that this process makes.</summary>
    internal ulong Process => Identity.Process;

    internal NodeId NodeId => Identity.Node;

    internal JobId JobId => Identity.Job;

    internal override ClusterClient Client { get; }

    internal override TimeProvider TimeProvider => Options.TimeProvider;

    /// <summary>Whether this process runs calls of others.</summary>
    internal bool AcceptsCalls => Identity.Kind == ProcessKind.Worker;

    /// <summary>Runs calls: its queues and nodes are not used, its mailboxes and frames are.</summary>
    internal EmbeddedCluster Engine { get; }

    internal IHeadService Head { get; }

    internal INodeApi Node { get; set; } = null!;

    /// <summary>The node, where it is in this process.</summary>
    internal NodeAgent? LocalNode { get; init; }

    internal PeerTable Peers { get; }

    internal RemoteActors Actors { get; }

    internal HostedActors Hosted { get; }

    internal ReferenceTable References { get; }

    internal ObjectPlane Objects { get; }

    /// <summary>How results are made again that were lost.</summary>
    internal Reconstruction Lineage { get; }

    internal AttemptLog Attempts { get; }

    /// <summary>The queues of tasks, by what they ask for.</summary>
    internal ICollection<LeasedQueue> Queues => _queues.Values;

    /// <summary>Answers for what this process owns.</summary>
    internal OwnerQueries Queries { get; }

    internal CreationHome CreationHome { get; }

    internal RemoteGroups Groups { get; }

    internal override PlacementGroupHome PlacementGroups => Groups;

    internal GroupLeases GroupLeases { get; }

    internal UserPolicies Policies { get; }

    internal EarlyReclaims EarlyReclaims { get; } = new();

    /// <summary>Calls that others made here, roughly: threads that read different links count without a fence.</summary>
    internal long IncomingCount { get; set; }

    internal BuildGuard Builds { get; }

    internal bool IsStopped => _stopped;

    /// <summary>Whether the cluster outlives this process: then the head places detached actors, and builds them again.</summary>
    internal bool IsInCluster => Identity.BuildId.Length > 0;

    /// <summary>Follows an actor until it has a worker or is dead; set by whoever is told by the head.</summary>
    internal Func<ActorId, ulong, Task<ActorRecord?>> WaitForActorAsync { get; set; } = static (_, _) => Task.FromResult<ActorRecord?>(null);

    /// <summary>Ends what the process has besides the runtime.</summary>
    internal Func<Task>? Closing { get; set; }

    internal ActorId NextActorId() => new(Process, NextId());

    internal PlacementGroupId NextGroupId() => new(Process, NextId());

    internal ObjectId NextObjectId() => new(Process, NextId());

    internal override void SubmitTask(ObjectCell call, RemoteMethod method, TaskOptions? options)
    {
        CheckAlive();
        RemoteTaskHome home = HomeOf(method, GroupCapture.Apply(options, method.Options), call);
        _pending?.AddTask(call, home.Settings.Name);
        call.Home = home;
        if (call is IStreamCall stream)
        {
            AttachStream(call, stream);
        }

        home.Submit(call);
        Engine.NoteSubmission(call);
        if (_stopped && call.TryFail(new RayShutdownException($"The client was shut down before {home.Settings.Name} started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
        }
    }

    internal override ActorHandle<TActor> CreateActor<TActor>(ActorClass<TActor> actorClass, ObjectCell creation, ActorOptions? options)
    {
        CheckAlive();
        return Actors.Create(actorClass, creation, GroupCapture.Apply(options, actorClass.Options));
    }

    internal override ActorHandle<TActor>? FindActor<TActor>(string name, string? actorNamespace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CheckAlive();
        return Actors.Find<TActor>(name, actorNamespace);
    }

    internal override bool TryIsolate<T>(ReadOnlySpan<T> items, out ReadOnlyMemory<T> isolated)
    {
        if (_stopped || Volatile.Read(ref _nodeLost) is not null)
        {
            isolated = default;
            return false;
        }

        return Objects.Blocks.TryIsolate(items, out isolated);
    }

    internal override void CheckAlive()
    {
        if (_stopped)
        {
            throw new RayNotInitializedException("This RayNet client was shut down. Call Ray.InitAsync again, or keep the client alive until the last call.");
        }

        if (Volatile.Read(ref _nodeLost) is { } lost)
        {
            throw new RayShutdownException(lost.Message, lost);
        }
    }

    internal ActorClassHome ActorHomeOf(ActorClass actorClass) =>
        _actorHomes.TryGetValue(actorClass, out ActorClassHome? home)
            ? home
            : _actorHomes.GetOrAdd(actorClass, new ActorClassHome(Engine, actorClass, null));

    /// <summary>Makes arguments ready to travel. Returns whether the call has to wait for some.</summary>
    internal bool PrepareArguments(ObjectCell call)
    {
        if (!call.HasReferences)
        {
            return false;
        }

        Objects.PrepareArguments(call);
        return DependencyWaiter.IsNeeded(call, forSending: true);
    }

    internal void AttachStream(ObjectCell call, IStreamCall stream) => stream.UseRemoteProducer(() => SendCredit(call));

    /// <summary>Somebody waits for the value: what was written is sent, what is elsewhere is fetched.</summary>
    internal void OnAwaited(ObjectCell cell)
    {
        cell.SetWanted();
        if (cell.Location is not null)
        {
            Objects.Fetch(cell);
        }

        PeerLink.FlushDirty();
    }

    internal void SendCancel(ObjectCell call, bool force, bool recursive)
    {
        byte flags = (byte)((force ? 1 : 0) | (recursive ? 2 : 0));
        foreach (PeerLink peer in Peers.All())
        {
            if (peer.Slots.SlotOf(call) is { } slot)
            {
                peer.Link.Post(FrameKind.Cancel, flags, 0, slot);
                return;
            }
        }
    }

    /// <summary>Repeats a call after its delay.</summary>
    internal void Retry(ObjectCell call, CallSettings settings, Action<ObjectCell> resubmit) =>
        Engine.Retries.Schedule(call, settings, new ResubmittingExecutor(resubmit));

    /// <summary>The link to a process, made where there is none; <see langword="null"/> when the process is gone.</summary>
    /// <exception cref="LinkException">It cannot be reached.</exception>
    internal async ValueTask<PeerLink?> FindPeerAsync(ulong process, NodeId node)
    {
        if (Peers.Find(process) is { } known)
        {
            return known;
        }

        return await Node.ResolveAsync(process, node).ConfigureAwait(false) is { } address ? await Peers.ConnectAsync(address).ConfigureAwait(false) : null;
    }

    internal async ValueTask<LeaseReply> RequestLeaseAsync(ResourceDemand demand, SchedulingRules rules, NodeId[] preferred, bool forActor, bool wait, bool isRetriable, ResourceDemand? placement = null, int priority = 0)
    {
        var request = new LeaseRequest(JobId, Process, NodeId, demand.ToUnits(), forActor, preferred, 0, wait) { IsRetriable = isRetriable, Priority = priority };
        if (rules.Group != default)
        {
            return await GroupLeases.RequestAsync(request, rules, demand).ConfigureAwait(false);
        }

        rules = await Policies.ApplyAsync(rules, demand, placement ?? demand, forActor).ConfigureAwait(false);
        return await Node.RequestLeaseAsync(request with
        {
            Placement = placement is null || placement.Equals(demand) ? null : placement.ToUnits(),
            Scheduling = SchedulingCodec.Write(rules),
        }).ConfigureAwait(false);
    }

    internal async Task ReturnLeaseAsync(LeaseId lease, bool workerIsBad)
    {
        try
        {
            await Node.ReturnLeaseAsync(lease, workerIsBad).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or RayException)
        {
            // A node that is gone has no leases.
        }
    }

    internal void ReportBlocked(uint lease, bool blocked) => Forget(Node.SetBlockedAsync(new LeaseId(NodeId, lease), blocked).AsTask());

    /// <summary>The node has others that wait for what a lease holds.</summary>
    internal void OnReclaim(LeaseId lease)
    {
        // First of all: whoever adds the lease meanwhile finds it there.
        EarlyReclaims.Add(lease);
        foreach (LeasedQueue queue in _queues.Values)
        {
            if (queue.TryReclaim(lease))
            {
                return;
            }
        }

        Actors.TryMove(lease);
    }

    internal void PlanInfeasibleWarning(LeasedQueue queue) => Engine.Warnings.Plan(() =>
    {
        if (queue.Unplaced is { } reason && queue.Count > 0)
        {
            Engine.LogUnplaced(reason, "A task", queue.Demand, queue.Rules);
        }
    });

    /// <summary>For messages whose failure shows by the end of the link.</summary>
    internal static void Forget(Task task) => _ = task.ContinueWith(
        static (ended, _) => _ = ended.Exception,
        null,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted,
        TaskScheduler.Default);

    internal Task ShutdownAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _shutdown ??= StopAsync(cancellationToken);
        }
    }

    private static RayOptions EngineOptions(RayOptions options)
    {
        var own = new RayOptions
        {
            NumCpus = 1,
            Namespace = options.Namespace,
            SetAsDefault = true,
            Startup = options.Startup,
            LoggerFactory = options.LoggerFactory,
            TimeProvider = options.TimeProvider,
            InfeasibleWarningDelay = options.InfeasibleWarningDelay,
            ShutdownTimeout = options.ShutdownTimeout,
            Seed = options.Seed,
        };
        return own;
    }

    private RemoteTaskHome HomeOf(RemoteMethod method, TaskOptions? options, ObjectCell call)
    {
        MethodCache cache = MethodCache.Of(method);
        NodeId preferred = call.HasReferences ? ObjectPlane.PreferredNode(call) : default;
        if (options is null && preferred == default)
        {
            RemoteTaskHome? home = cache.Default;
            return home is not null && ReferenceEquals(home.Runtime, this) ? home : cache.Default = Compile(method, null, default);
        }

        if (preferred == default && cache.Last is { } last && ReferenceEquals(last.Options, options) && ReferenceEquals(last.Home.Runtime, this))
        {
            return last.Home;
        }

        RemoteTaskHome compiled = Compile(method, options, preferred);
        if (preferred == default)
        {
            cache.Last = (options!, compiled);
        }

        return compiled;
    }

    private RemoteTaskHome Compile(RemoteMethod method, TaskOptions? options, NodeId preferred)
    {
        TaskOptions? declared = method.Options;
        var settings = new CallSettings(
            options?.Name ?? declared?.Name ?? method.Name,
            options?.MaxRetries ?? declared?.MaxRetries ?? DefaultMaxRetries,
            options?.RetryOn ?? declared?.RetryOn,
            options?.RetryDelay ?? declared?.RetryDelay,
            options?.Timeout ?? declared?.Timeout);
        ResourceDemand demand = ResourceDemand.Request(
            options?.NumCpus ?? declared?.NumCpus ?? 1,
            options?.NumGpus ?? declared?.NumGpus ?? 0,
            options?.Memory ?? declared?.Memory ?? 0,
            options?.Resources ?? declared?.Resources);
        SchedulingRules rules = SchedulingRules.Of(
            options?.SchedulingStrategy ?? declared?.SchedulingStrategy,
            options?.LabelSelector ?? declared?.LabelSelector,
            options?.FallbackSelectors ?? declared?.FallbackSelectors);
        LeasedQueue queue = _queues.GetOrAdd(
            (demand, rules.Kind == PlacementKind.Default ? preferred : default, rules, settings.MaxRetries != 0, options?.Priority ?? declared?.Priority ?? 0),
            static (key, runtime) => new LeasedQueue(runtime, runtime.NextId(), key.Demand, key.Rules, key.Preferred == default ? [] : [key.Preferred], key.IsRetriable, key.Priority),
            this);
        return new RemoteTaskHome(this, settings, queue, new WireCallOptions(options?.Name, options?.Timeout, null, 0, 0, 0) { Captured = rules.Captured });
    }

    private void SendCredit(ObjectCell call)
    {
        if (((IStreamCall)call).BufferSize == 0)
        {
            return;
        }

        foreach (PeerLink peer in Peers.All())
        {
            if (peer.Slots.SlotOf(call) is { } slot)
            {
                peer.Link.Post(FrameKind.StreamCredit, 0, 1, slot);
                return;
            }
        }
    }

    private void OnIdleTick()
    {
        ReturnIdle(all: false);
        Attempts.Flush();
        if (AcceptsCalls)
        {
            _collector.OnTick();
        }
    }

    private void ReturnIdle(bool all)
    {
        long now = Stopwatch.GetTimestamp();
        foreach (LeasedQueue queue in _queues.Values)
        {
            queue.ReturnIdle(now, all);
        }
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped = true;
        await Task.Yield();
        await _idleTimer.DisposeAsync().ConfigureAwait(false);
        var shutdown = new RayShutdownException("The client was shut down before the call ended.");
        Engine.Failures.ReportAll();
        foreach (LeasedQueue queue in _queues.Values)
        {
            queue.FailAll(shutdown);
        }

        Actors.FailAll(shutdown);
        ReturnIdle(all: true);
        foreach (PeerLink peer in Peers.All())
        {
            foreach ((ObjectCell call, _) in peer.Slots.Close())
            {
                call.TryFail(shutdown, observed: true);
            }
        }

        References.FailAll(shutdown);
        if (Closing is { } closing)
        {
            await closing().ConfigureAwait(false);
        }

        await Peers.DisposeAsync().ConfigureAwait(false);
        await Objects.DisposeAsync().ConfigureAwait(false);
        if (Options.SetAsDefault)
        {
            RayAmbient.ClearDefault(this);
        }
        else
        {
            RayAmbient.RemoveScoped();
        }

        await Engine.ShutdownAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A number that the process has not used before.</summary>
    internal ulong NextId() => (ulong)Interlocked.Increment(ref _nextId);
}
