using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>
/// An actor in another process, as its callers here see it. Calls go straight to its worker, in the order of each caller; while it has no
/// worker they gather. Its owner, the process that made it, also places it, builds it again and ends it.
/// </summary>
internal sealed partial class RemoteActor : ActorEndpoint, IStalledSink
{
    private const int MostInFlight = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<ObjectCell> _backlog = new();
    private readonly ActorRoute _route;
    private readonly RemoteActorHome _home;
    private readonly PendingCalls? _pending;
    private CallerOrder? _order;
    private PeerLink? _peer;
    private PeerLink? _host;
    private volatile ActorSite _site = ActorSite.None;
    private TaskCompletionSource? _changed;
    private uint _number;
    private int _inFlight;
    private int _guards;
    private int _received;
    private int _stalled;
    private bool _terminating;
    private TaskCompletionSource? _ended;

    internal RemoteActor(ClusterRuntime runtime, ActorId id, ActorClass actorClass, RemoteActorOwnership? ownership)
    {
        Owner = runtime;
        Id = id;
        Class = actorClass;
        Ownership = ownership;
        Numbers = actorClass.State is null ? null : runtime.Actors.NumbersOf(id);
        _route = new ActorRoute(this);
        _home = new RemoteActorHome(this, null);
        int limit = ownership?.ClassHome.MaxPendingCalls ?? actorClass.Options?.MaxPendingCalls ?? -1;
        _pending = limit >= 0 ? new PendingCalls(limit) : null;
    }

    internal override ActorId Id { get; }

    internal override string ClassName => Class.Name;

    internal override RayRuntime Runtime => Owner;

    internal ClusterRuntime Owner { get; }

    internal ActorClass Class { get; }

    /// <summary>What only the owner knows.</summary>
    internal RemoteActorOwnership? Ownership { get; }

    /// <summary>How the actor was borrowed, where this process does not own it; 0 for one that the head places.</summary>
    internal ulong OwnerProcess { get; init; }

    internal NodeId OwnerNode { get; init; }

    /// <summary>Numbers its calls; <see langword="null"/> for an actor whose state does not survive.</summary>
    internal CallNumbers? Numbers { get; }

    internal ActorLiveness State { get; private set; }

    /// <summary>
    /// The process that hosts it, and its node. Read without the lock: whoever writes a handle into a frame holds the link's lock, which comes after
    /// this one.
    /// </summary>
    internal ActorSite Site => _site;

    /// <summary>Why it is dead.</summary>
    internal Exception? Death { get; private set; }

    WaitingCalls IStalledSink.Waiting => Owner.Engine.Waiting;

    bool IStalledSink.SendsCalls => true;

    public override string ToString() => Ownership?.Registration?.Name is { Length: > 0 } name ? $"actor {ClassName} '{name}'" : $"actor {ClassName} ({Id})";

    internal override void Submit(ObjectCell call, RemoteMethod method, CallOptions? options)
    {
        call.Home = Numbers is not null && call is not IStreamCall ? new RemoteActorHome(this, options) { Number = Numbers.Next(call) }
            : options is null ? _home
            : new RemoteActorHome(this, options);
        if (_pending is not null && !_pending.TryAdd(call))
        {
            throw new PendingCallsLimitExceededException($"{this} has {_pending.Limit} pending calls, as many as its MaxPendingCalls allows. Wait for some to end, or raise the limit.");
        }

        if (call is IStreamCall stream)
        {
            Owner.AttachStream(call, stream);
        }

        SubmitAgain(call);
        Owner.Engine.NoteSubmission(call);
    }

    /// <summary>Sends a call that has a home, behind those that were submitted before.</summary>
    internal void SubmitAgain(ObjectCell call)
    {
        bool waits = Owner.PrepareArguments(call);
        if ((!waits && _order is not { HasStalled: true }) || !SubmitWaiting(call, waits))
        {
            call.SetQueuedBeforePublication();
            Post(call);
        }
    }

    internal override void Kill(bool noRestart)
    {
        if (noRestart)
        {
            Die(new ActorDiedException(Id, $"{this} is dead: it was killed by Ray.Kill."), tellHost: true);
            if (OwnerProcess == 0)
            {
                Owner.Actors.ReportDead(Id, "it was killed by Ray.Kill");
            }

            return;
        }

        PeerLink? peer;
        lock (_gate)
        {
            peer = _peer;
        }

        if (peer is not null)
        {
            SendEnd(peer, FrameKind.KillActor, 0);
        }
    }

    internal override Task TerminateAsync()
    {
        PeerLink? peer;
        TaskCompletionSource ended;
        lock (_gate)
        {
            ended = _ended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (State == ActorLiveness.Dead)
            {
                ended.TrySetResult();
                return ended.Task;
            }

            _terminating = true;
            peer = _backlog.Count == 0 && Volatile.Read(ref _stalled) == 0 ? _peer : null;
        }

        if (peer is not null)
        {
            SendEnd(peer, FrameKind.TerminateActor, 0);
        }

        return ended.Task;
    }

    void IStalledSink.PostStalled(ObjectCell call)
    {
        if (call.TryMove(CellState.Waiting, CellState.Queued))
        {
            Post(call);
        }

        Interlocked.Decrement(ref _stalled);
    }

    /// <summary>Queues a call again.</summary>
    internal void Resubmit(ObjectCell call) => Post(call);

    internal static CallSettings SettingsOf(ObjectCell call) => ((RemoteActorHome)call.Home!).SettingsOf(call);

    /// <summary>A handle that keeps the actor alive; <see langword="null"/> where it is on its way out.</summary>
    internal RemoteGuard? CreateGuard()
    {
        if (Ownership is { ClassHome.IsDetached: true })
        {
            return null;
        }

        lock (_gate)
        {
            _guards++;
        }

        return new RemoteGuard(this);
    }

    /// <summary>The owner counts this process once more.</summary>
    internal void AddReceived() => Interlocked.Increment(ref _received);

    /// <summary>All counts that the owner has for this process.</summary>
    internal int TakeReceived() => Interlocked.Exchange(ref _received, 0);

    internal void OnGuardCollected()
    {
        lock (_gate)
        {
            if (--_guards > 0)
            {
                return;
            }
        }

        // The finalizer thread is not the place for frames.
        ThreadPool.UnsafeQueueUserWorkItem(static actor => actor.Owner.Actors.OnUnreferenced(actor), this, preferLocal: false);
    }

    internal bool HasGuards
    {
        get
        {
            lock (_gate)
            {
                return _guards > 0;
            }
        }
    }

    /// <summary>Ends the actor for its callers here.</summary>
    internal void Die(Exception death, bool tellHost)
    {
        PeerLink? peer;
        ObjectCell[] calls;
        lock (_gate)
        {
            if (State == ActorLiveness.Dead)
            {
                return;
            }

            State = ActorLiveness.Dead;
            Death = death;
            NoteChangedLocked();
            peer = _peer;
            calls = [.. _backlog];
            _backlog.Clear();
        }

        if (tellHost && peer is not null)
        {
            SendEnd(peer, FrameKind.KillActor, 1);
        }

        foreach (ObjectCell call in calls)
        {
            Fail(call, death);
        }

        _ended?.TrySetResult();
        Owner.Actors.OnDead(this);
    }

    internal void OnAnswered()
    {
        lock (_gate)
        {
            _inFlight--;
        }
    }

    internal void OnBatchEnd()
    {
        List<(ObjectCell Call, Exception Error)>? failed = null;
        lock (_gate)
        {
            if (_backlog.Count > 0 && _peer is not null)
            {
                failed = SendBacklogLocked();
            }
        }

        FailAll(failed);
        if (_isMoving)
        {
            GiveUpPlaceIfIdle();
        }
    }

    internal void OnError(ObjectCell call, Exception exception)
    {
        CallSettings settings = SettingsOf(call);
        if (!call.IsCancelRequested && settings.ShouldRetry(exception, call.FailedAttempts) && call.TryBeginRetry())
        {
            Owner.Retry(call, settings, Resubmit);
            return;
        }

        Fail(call, exception);
    }

    internal static void Fail(ObjectCell call, Exception exception)
    {
        if (call.TryFail(exception, observed: exception is RemoteTaskCanceledException))
        {
            call.ReleaseArguments();
        }
    }

    private void Post(ObjectCell call)
    {
        Exception? error = null;
        lock (_gate)
        {
            if (State == ActorLiveness.Dead)
            {
                error = Death;
            }
            else if (_peer is null || _backlog.Count > 0 || _inFlight >= MostInFlight || !TrySendLocked(call, out error))
            {
                _backlog.Enqueue(call);
            }
        }

        if (error is not null)
        {
            Fail(call, error);
        }
    }

    /// <summary>Sends what has gathered. Returns the calls that cannot be sent; they are failed outside of the lock, since whoever waits for them may go on at once.</summary>
    private List<(ObjectCell Call, Exception Error)>? SendBacklogLocked()
    {
        List<(ObjectCell Call, Exception Error)>? failed = null;
        while (_peer is not null && _inFlight < MostInFlight && _backlog.TryPeek(out ObjectCell? call) && TrySendLocked(call, out Exception? error))
        {
            _backlog.Dequeue();
            if (error is not null)
            {
                (failed ??= []).Add((call, error));
            }
        }

        return failed;
    }

    private static void FailAll(List<(ObjectCell Call, Exception Error)>? failed)
    {
        foreach ((ObjectCell call, Exception error) in failed ?? [])
        {
            Fail(call, error);
        }
    }

    /// <summary>
    /// Sends a call, or says why it cannot be sent. Returns <see langword="false"/> when the link has just ended: the call then waits, at its place
    /// in the order, for what becomes of the actor.
    /// </summary>
    private bool TrySendLocked(ObjectCell call, out Exception? error)
    {
        error = null;
        if (!call.TryMove(CellState.Queued, CellState.Running))
        {
            return true;
        }

        try
        {
            if (CallSender.TrySend(_peer!, FrameKind.ActorCall, call, _route, _number, ((RemoteActorHome)call.Home!).OptionsOf(call)))
            {
                _inFlight++;
                return true;
            }
        }
        catch (Exception exception) when (exception is RayException or LinkException)
        {
            error = exception;
            return true;
        }

        _peer = null;
        return !call.TryMove(CellState.Running, CellState.Queued);
    }

    /// <summary>Holds the call back if it has to wait; returns <see langword="false"/> if it may be posted at once.</summary>
    private bool SubmitWaiting(ObjectCell call, bool waitsForArguments)
    {
        Interlocked.Increment(ref _stalled);
        CallerOrder order = _order ?? Interlocked.CompareExchange(ref _order, new CallerOrder(this), null) ?? _order;
        if (order.TryStall(call, Owner.Engine.CallerKey, 0, waitsForArguments))
        {
            return true;
        }

        Interlocked.Decrement(ref _stalled);
        return false;
    }

    private void SendEnd(PeerLink peer, FrameKind kind, byte flags)
    {
        try
        {
            peer.TrySend(kind, flags, 0, (ref MessagePackWriter writer) =>
            {
                writer.WriteArrayHeader(2);
                writer.Write(Id.Origin);
                writer.Write(Id.Sequence);
            });
        }
        catch (LinkException)
        {
            // It is gone already.
        }
    }
}
