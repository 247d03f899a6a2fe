using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Logging;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Scheduling;
using RayNet.Runtime.Services;

namespace RayNet.Runtime.Embedded;

/// <summary>Head, node and worker slots in the user's process: puts the parts together and routes submissions to them.</summary>
#pragma warning disable CA1001 // Its life ends by ShutdownAsync, which the client that it owns calls.
internal sealed class EmbeddedCluster : RayRuntime
#pragma warning restore CA1001
{
    /// <summary>While it is set, work for the pool is kept on this thread, which runs it itself as soon as it can.</summary>
    [ThreadStatic]
    private static Capture? t_capture;

    /// <summary>Who a call from another process comes from.</summary>
    [ThreadStatic]
    private static object? t_caller;

    private readonly EmbeddedClient _client;
    private readonly ThreadPoolGovernor _governor;
    private readonly ConditionalWeakTable<ObjectCell, StrongBox<TaskId>> _taskIds = [];
    private readonly Lock _randomGate = new();
    private readonly Random _random;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _actorsStopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PendingCalls? _pending;
    private readonly ulong _origin;
    private readonly Lazy<ClusterSnapshot> _self;
    private long _nextId;
    private ILogger? _logger;
    private Task? _shutdown;
    private volatile bool _stopped;

    /// <summary>What fails from now on fails because of the shutdown.</summary>
    private volatile bool _silent;

    internal EmbeddedCluster(RayOptions options)
    {
        Options = options;
        _pending = PendingCalls.OfTasks(options);
        double cpus = options.NumCpus ?? Environment.ProcessorCount;
        ResourceDemand total = ResourceDemand.Create(cpus, options.NumGpus, options.Memory ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, options.Resources);
#pragma warning disable RS0030 // Without a seed every run is meant to differ, and ids to be unique.
        _random = options.Seed is { } seed ? new Random(seed) : new Random();
#pragma warning restore RS0030
        _origin = (ulong)_random.NextInt64();
        JobId = new JobId(_origin, 1);
        NodeId = new NodeId(_origin, 1);
        Services = new WorkerServices(options.Startup);
        Retries = new RetryScheduler(this);
        Warnings = new DelayedWarnings(options.TimeProvider, options.InfeasibleWarningDelay);
        Actors = new ActorDirectory(this);
        Groups = new EmbeddedGroups(this);
        Leases = new LeaseManager(this, new NodeResources(total));
        _self = new Lazy<ClusterSnapshot>(() => new ClusterSnapshot(
            [new SchedulableNode(NodeId, ResourceVector.From(total), ResourceVector.From(total), NodeLabels.Complete(NodeId, Environment.MachineName, options.Labels.AsReadOnly()))]));
        Compiler = new CallCompiler(this);
        _client = new EmbeddedClient(this);
        _governor = ThreadPoolGovernor.Acquire(Environment.ProcessorCount + (int)Math.Ceiling(cpus));
        if (!options.SetAsDefault)
        {
            RayAmbient.AddScoped();
        }
    }

    internal override IRayClient Client => _client;

    /// <summary>On a worker: the process's part of the cluster. What user code submits goes there, and not to this engine.</summary>
    internal RayRuntime? Outer { get; init; }

    /// <summary>On a worker: called when a thread has run out of calls, so that answers which have gathered are sent.</summary>
    internal Action? ThreadIsFree { get; init; }

    internal override TimeProvider TimeProvider => Options.TimeProvider;

    internal RayOptions Options { get; }

    internal JobId JobId { get; init; }

    internal NodeId NodeId { get; init; }

    /// <summary>On a worker: the GPUs that its calls hold.</summary>
    internal IReadOnlyList<string> GpuIds { get; set; } = [];

    internal WorkerServices Services { get; }

    internal LeaseManager Leases { get; }

    internal ActorDirectory Actors { get; }

    internal RetryScheduler Retries { get; }

    internal DelayedWarnings Warnings { get; }

    internal WaitingCalls Waiting { get; } = new();

    internal UnobservedFailures Failures { get; } = new();

    internal ResourceDemand OneCpu { get; } = ResourceDemand.Create(1, 0, 0, null);

    /// <summary>The settings of calls that the engine makes itself.</summary>
    internal CallSettings SystemCall { get; } = new("a call of the engine", 0, null, null, null);

    internal CallCompiler Compiler { get; }

    /// <summary>Cancelled when the cluster stops: for calls that no slot and no mailbox knows of.</summary>
    internal CancellationToken Stopping => _stopping.Token;

    internal bool IsStopped => _stopped;

    internal ILogger Logger => _logger ??= Options.LoggerFactory?.CreateLogger("RayNet.Runtime") ?? new ErrorStreamLogger();

    /// <summary>Who submits now: a task, an actor, or the driver.</summary>
    internal object CallerKey => t_caller ?? (ExecutionFrame.Current as WorkerFrame)?.CallerKey ?? this;

    internal override void SubmitTask(ObjectCell call, RemoteMethod method, TaskOptions? options)
    {
        CheckAlive();
        TaskHome home = Compiler.TaskHomeOf(method, GroupCapture.Apply(options, method.Options));
        _pending?.AddTask(call, home.Settings.Name);
        call.Home = home;
        if (DependencyWaiter.IsNeeded(call))
        {
            DependencyWaiter.Start(call, Waiting, static ready => EnqueueReady(ready));
        }
        else
        {
            call.SetQueuedBeforePublication();
            home.Queue.Enqueue(call);
        }

        NoteSubmission(call);
        if (_stopped && call.TryFail(new RayShutdownException($"The cluster was shut down before {home.Settings.Name} started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
        }
    }

    internal override ActorHandle<TActor> CreateActor<TActor>(ActorClass<TActor> actorClass, ObjectCell creation, ActorOptions? options)
    {
        CheckAlive();
        options = GroupCapture.Apply(options, actorClass.Options);
        ActorClassHome home = Compiler.ActorHomeOf(actorClass, options);
        return Actors.Create<TActor>(home, creation, options);
    }

    internal override ActorHandle<TActor>? FindActor<TActor>(string name, string? actorNamespace)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CheckAlive();
        return Actors.Find<TActor>(new ActorName(actorNamespace ?? Options.Namespace, name));
    }

    internal override void CheckAlive()
    {
        if (_stopped)
        {
            throw new RayNotInitializedException("This RayNet client was shut down. Call Ray.InitAsync again, or keep the client alive until the last call.");
        }
    }

    /// <summary>Gives work to the thread pool.</summary>
    internal void Queue(IThreadPoolWorkItem work)
    {
        if (t_capture is { } capture && capture.TryKeep(work))
        {
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
        _governor.NoteWork();
    }

    /// <summary>Submits calls in the name of another process's caller, whose order is kept.</summary>
    internal static void SubmitAs(object? caller) => t_caller = caller;

    /// <summary>Keeps what this thread gives to the pool in <paramref name="capture"/>, as long as there is room; <see langword="null"/> ends that.</summary>
    internal static void CaptureWork(Capture? capture) => t_capture = capture;

    /// <summary>Tells the submitting task, so that cancelling it reaches the call. Not before the call is in a queue: a cancelled one must not get into it.</summary>
    internal void NoteSubmission(ObjectCell call)
    {
        if (ExecutionFrame.Current is WorkerFrame frame && (ReferenceEquals(frame.Cluster, this) || frame.Cluster.Outer is not null))
        {
            frame.AddChild(call);
        }
    }

    internal ActorId NextActorId() => new(_origin, NextId());

    internal TaskId TaskIdOf(ObjectCell call) =>
        _taskIds.GetValue(call, _ => new StrongBox<TaskId>(new TaskId(_origin, NextId()))).Value;

    internal double NextRandom()
    {
        lock (_randomGate)
        {
            return _random.NextDouble();
        }
    }

    internal void ReportUnobserved(string name, Exception exception)
    {
        // Runs on the finalizer thread: an exception would end the process.
        try
        {
            if (!_client.RaiseUnobserved(exception) && !_silent)
            {
                Logger.UnobservedError(name, exception);
            }
        }
        catch (Exception handlerException)
        {
            Logger.UnobservedHandlerFailed(handlerException);
        }
    }

    internal void ReportCancellationCallback(string name, Exception exception) => Logger.CancellationCallbackFailed(name, exception);

    /// <summary>The one node, when it is empty.</summary>
    internal ClusterSnapshot Self => _self.Value;

    internal EmbeddedGroups Groups { get; }

    internal override PlacementGroupHome PlacementGroups => Groups;

    internal PlacementGroupId NextGroupId() => new(_origin, NextId());

    /// <summary>Whether the node, or a bundle of the group that is asked for, could ever run this.</summary>
    internal PlacementOutcome FitOf(SchedulingRules rules, ResourceDemand demand, ResourceDemand required) => rules.Group == default
        ? SchedulingPolicies.Decide(Self, rules.ToRequest(demand, required))
        : Groups.Find(rules.Group)?.CanHold(demand, rules.Bundle) == true
            ? PlacementOutcome.On(NodeId)
            : PlacementOutcome.Never(PendingReason.WaitingForPlacementGroup, default);

    /// <summary>Whose resources calls with these rules take: the node's, or those of a placement group.</summary>
    internal LeaseManager LeasesOf(SchedulingRules rules) => rules.Group == default ? Leases : Groups.Find(rules.Group)?.Leases ?? Leases;

    /// <summary>Something is free again: groups first, then actors.</summary>
    internal void OnResourcesReleased()
    {
        Groups.OnResourcesReleased();
        Actors.OnResourcesReleased();
    }

    /// <summary>Warns of a task that nothing in the cluster can run.</summary>
    internal void LogUnplaced(PendingReason reason, string name, ResourceDemand demand, SchedulingRules rules)
    {
        if (reason == PendingReason.NoNodeWithLabel)
        {
            Logger.NoNodeWithLabel(PendingText.Of(reason, name, demand, rules.Selectors));
        }
        else
        {
            Logger.Infeasible(name, demand.ToString(), TotalText());
        }
    }

    internal void LogUnplacedActor(ActorHost host)
    {
        if (host.ClassHome.Fit is { Reason: PendingReason.NoNodeWithLabel } fit)
        {
            Logger.NoNodeWithLabel(PendingText.Of(fit.Reason, host.ToString(), host.PlacementDemand, host.ClassHome.Rules.Selectors));
        }
        else
        {
            Logger.ActorInfeasible(host.ToString(), host.PlacementDemand.ToString(), TotalText());
        }
    }

    internal async Task DisposeInBackgroundAsync(AsyncServiceScope scope)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Logger.ScopeDisposeFailed(exception);
        }
    }

    /// <summary>The disposals of actors that are under way.</summary>
    internal RunningDisposals Disposals { get; } = new();

    /// <summary>Completes when the shutdown has told all actors: the disposals of those that do nothing have begun.</summary>
    internal Task ActorsStopped => _actorsStopped.Task;

    internal void OnActorsStopped() => _actorsStopped.TrySetResult();

    internal Task ShutdownAsync(CancellationToken cancellationToken)
    {
        lock (_randomGate)
        {
            return _shutdown ??= StopAsync(cancellationToken);
        }
    }

    private static void EnqueueReady(ObjectCell call)
    {
        if (call.TryMove(CellState.Waiting, CellState.Queued))
        {
            ((TaskHome)call.Home!).Queue.Enqueue(call);
        }
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped = true;
        await Task.Yield();
        Failures.ReportAll();
        _silent = true;
        Warnings.Close();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await new ClusterShutdown(this).RunAsync(cancellationToken).ConfigureAwait(false);
        await Services.DisposeAsync().ConfigureAwait(false);
        _governor.Release();
        if (Options.SetAsDefault)
        {
            RayAmbient.ClearDefault(this);
        }
        else
        {
            RayAmbient.RemoveScoped();
        }
    }

    /// <summary>A number that the cluster has not used before.</summary>
    internal ulong NextId() => (ulong)Interlocked.Increment(ref _nextId);

    private string TotalText() => string.Join(", ", Leases.Snapshot(available: false).Select(static item => $"{item.Value:0.####} {item.Key}"));
}
