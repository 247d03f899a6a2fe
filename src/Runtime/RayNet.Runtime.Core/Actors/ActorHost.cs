using RayNet.CompilerServices;
using RayNet.Runtime.Actors.Snapshots;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Actors;

/// <summary>One actor: its mailboxes and its life. Calls are routed here; the life's transitions are in <see cref="ActorLife"/>.</summary>
internal sealed class ActorHost : ActorEndpoint, IThreadPoolWorkItem, IStalledSink
{
    private readonly ActorLife _life;
    private readonly PendingCalls? _pending;
    private Mailbox[] _mailboxes;
    private CallerOrder? _order;
    private int _stalled;

    internal ActorHost(EmbeddedCluster cluster, ActorClassHome classHome, ObjectCell creation, ActorId id, ActorName? name)
    {
        Cluster = cluster;
        ClassHome = classHome;
        CapturedBy = GroupCapture.Note(classHome.Rules.Captured);
        Id = id;
        Name = name;
        _mailboxes = CreateMailboxes();
        _life = new ActorLife(this, creation);
        Snapshots = classHome.Snapshots is { } policy ? new ActorSnapshots(this, policy) : null;
        _pending = classHome.MaxPendingCalls >= 0 ? new PendingCalls(classHome.MaxPendingCalls) : null;
    }

    internal override ActorId Id { get; }

    /// <summary>On a worker: told when the actor has ended for good, with the reason.</summary>
    internal Action<ActorHost, string>? Ended { get; init; }

    internal override string ClassName => ClassHome.Class.Name;

    internal override RayRuntime Runtime => Cluster;

    internal EmbeddedCluster Cluster { get; }

    internal ActorClassHome ClassHome { get; }

    /// <summary>The placement group that what the actor calls and creates runs in; default for none.</summary>
    internal PlacementGroupId CapturedBy { get; init; }

    internal ActorName? Name { get; }

    internal object? Instance => _life.Instance;

    /// <summary>What saves its state; <see langword="null"/> for an actor without one that survives.</summary>
    internal ActorSnapshots? Snapshots { get; }

    internal ActorState State => _life.State;

    /// <summary>How often it was built before: here, and in processes that are gone.</summary>
    internal int Restarts
    {
        get => _life.Restarts;
        init => _life.Restarts = value;
    }

    internal bool IsWaitingForResources => _life.IsWaitingForResources;

    internal ResourceDemand PlacementDemand => ClassHome.PlacementDemand;

    internal Mailbox[] Mailboxes => Volatile.Read(ref _mailboxes);

    /// <summary>The links of the directory's list.</summary>
    internal ActorHost? Previous { get; set; }

    internal ActorHost? Next { get; set; }

    WaitingCalls IStalledSink.Waiting => Cluster.Waiting;

    bool IStalledSink.SendsCalls => false;

    void IThreadPoolWorkItem.Execute() => _life.Create();

    void IStalledSink.PostStalled(ObjectCell call) => PostStalled(call);

    public override string ToString() => Name is { } name ? $"actor {ClassName} '{name.Name}'" : $"actor {ClassName} ({Id})";

    internal override void Submit(ObjectCell call, RemoteMethod method, CallOptions? options)
    {
        Mailbox[] mailboxes = Mailboxes;
        ActorMethodHome home = CallCompiler.MethodHomeOf(this, method);
        int group = home.Group;
        call.Home = mailboxes[group].Home;
        if (options is not null)
        {
            group = UseOptions(call, method, home, options);
        }

        if (_life.IsEnding)
        {
            Reject(call);
            return;
        }

        if (_pending is not null && !_pending.TryAdd(call))
        {
            throw new PendingCallsLimitExceededException($"{this} has {ClassHome.MaxPendingCalls} pending calls, as many as its MaxPendingCalls allows. Wait for some to end, or raise the limit.");
        }

        bool waits = DependencyWaiter.IsNeeded(call);
        if ((!waits && _order is not { HasStalled: true }) || !SubmitWaiting(call, group, waits))
        {
            call.SetQueuedBeforePublication();
            Post(mailboxes[group], call);
        }

        Cluster.NoteSubmission(call);
    }

    internal override void Kill(bool noRestart) => _life.Kill(noRestart);

    internal override Task TerminateAsync() => _life.TerminateAsync();

    internal void Exit(string reason) => _life.Die(reason);

    internal void SetInstance(object instance) => _life.SetInstance(instance);

    internal bool IsCreation(ObjectCell call) => _life.IsCreation(call);

    internal void OnCreationFailed(Exception exception) => _life.OnCreationFailed(exception);

    internal void OnGuardCollected() => _life.OnGuardCollected();

    internal void OnMarkerReached() => _life.OnMarkerReached();

    /// <summary>Why calls are refused.</summary>
    internal Exception Death => _life.Death;

    internal void Place() => _life.Place();

    internal void Stop(RayShutdownException shutdown) => _life.Die(shutdown);

    internal Task Disposed => _life.Disposed;

    /// <summary>Adds a call of the runtime behind those that have come.</summary>
    internal void PostMarker(ObjectCell marker)
    {
        marker.Home = new MailboxHome(this, Cluster.SystemCall, 0);
        marker.SetQueuedBeforePublication();
        Post(Mailboxes[0], marker);
    }

    /// <summary>Saves the state in the middle of a call.</summary>
    internal Task SnapshotAsync()
    {
        if (ClassHome.Class.State is null)
        {
            throw new InvalidOperationException($"{ClassName} saves no state. Implement IActorState<TState>.");
        }

        return Snapshots is { } snapshots && Instance is { } instance ? snapshots.TakeAsync(instance) : Task.CompletedTask;
    }

    /// <summary>A call has ended, on the mailbox's thread.</summary>
    internal void OnCallEnded()
    {
        if (_life.State >= ActorState.Terminating)
        {
            _life.OnCallEnded();
        }
    }

    /// <summary>A handle, or <see langword="null"/> when the class does not fit or the last handle was lost.</summary>
    internal ActorHandle<TActor>? CreateHandle<TActor>()
        where TActor : class
    {
        if (!typeof(TActor).IsAssignableFrom(ClassHome.Class.Type))
        {
            return null;
        }

        return _life.TryCreateGuard(out ActorGuard? guard) ? new ActorHandle<TActor>(this, guard) : null;
    }

    internal CallSettings SettingsOf(ObjectCell call) =>
        (call.Home as MailboxHome)?.Settings ?? (call.Method is { } method ? CallCompiler.MethodHomeOf(this, method).Settings : Cluster.SystemCall);

    /// <summary>Queues a call again: after a retry, or in a new mailbox.</summary>
    internal void Repost(ObjectCell call) => Post(MailboxOf(call), call);

    /// <summary>How many of its calls have not ended, about.</summary>
    internal int CountPending()
    {
        int count = Volatile.Read(ref _stalled);
        foreach (Mailbox mailbox in Mailboxes)
        {
            count += mailbox.CountPending();
        }

        return count;
    }

    /// <summary>Whether calls wait for their arguments and are in no mailbox yet.</summary>
    internal bool HasStalled => Volatile.Read(ref _stalled) > 0;

    /// <summary>Queues a call whose arguments have come.</summary>
    internal void PostStalled(ObjectCell call)
    {
        PostWaiting(call);
        OnStalledPosted();
    }

    /// <summary>Queues a call that waits for nothing any more; one that failed meanwhile is dropped.</summary>
    internal void PostWaiting(ObjectCell call)
    {
        if (call.TryMove(CellState.Waiting, CellState.Queued))
        {
            Repost(call);
        }
    }

    /// <summary>Fails a call that an actor would run that has ended by now.</summary>
    internal bool FailIfOver(ObjectCell call)
    {
        if (!_life.IsOver)
        {
            return false;
        }

        Reject(call);
        return true;
    }

    /// <summary>Puts new mailboxes in place of those that a lost instance may block.</summary>
    internal Mailbox[] ReplaceMailboxes() => Interlocked.Exchange(ref _mailboxes, CreateMailboxes());

    private Mailbox[] CreateMailboxes()
    {
        int[] limits = ClassHome.Limits;
        var mailboxes = new Mailbox[limits.Length];
        for (int i = 0; i < limits.Length; i++)
        {
            mailboxes[i] = limits[i] == 1 ? new SerialMailbox(this) : new ConcurrentMailbox(this, limits[i]);
        }

        return mailboxes;
    }

    private Mailbox MailboxOf(ObjectCell call)
    {
        int group = call.Home is MailboxHome { Group: >= 0 } own ? own.Group : call.Method is { } method ? CallCompiler.MethodHomeOf(this, method).Group : 0;
        return Mailboxes[group];
    }

    private int UseOptions(ObjectCell call, RemoteMethod method, ActorMethodHome home, CallOptions options)
    {
        int group = options.ConcurrencyGroup is { } name ? ClassHome.GroupIndex(name) : home.Group;
        CallSettings settings = CallCompiler.Compile(this, method, options);
        call.Home = new MailboxHome(this, settings, group);
        return group;
    }

    /// <summary>Holds the call back if it has to wait; returns <see langword="false"/> if it may be posted at once.</summary>
    private bool SubmitWaiting(ObjectCell call, int group, bool waitsForArguments)
    {
        // The actor does not end before it, even when the last handle is gone meanwhile.
        Interlocked.Increment(ref _stalled);
        if (ClassHome.Limits[group] == 1)
        {
            // Most actors never see a call whose arguments are not ready.
            CallerOrder order = _order ?? Interlocked.CompareExchange(ref _order, new CallerOrder(this), null) ?? _order;
            if (order.TryStall(call, Cluster.CallerKey, group, waitsForArguments))
            {
                return true;
            }
        }
        else if (waitsForArguments)
        {
            DependencyWaiter.Start(call, Cluster.Waiting, PostStalled);
            return true;
        }

        OnStalledPosted();
        return false;
    }

    private void OnStalledPosted()
    {
        if (Interlocked.Decrement(ref _stalled) == 0)
        {
            _life.OnStalledPosted();
        }
    }

    private void Post(Mailbox mailbox, ObjectCell call)
    {
        mailbox.Post(call);
        if (_life.State == ActorState.Dead)
        {
            // It died between the check and the post, and its consumer may be stuck.
            mailbox.FailQueued();
        }
    }

    private void Reject(ObjectCell call)
    {
        call.TryFail(_life.Death);
        call.ReleaseArguments();
    }
}
