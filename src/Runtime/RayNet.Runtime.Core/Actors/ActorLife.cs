using RayNet.CompilerServices;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Policies;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Actors;

/// <summary>The state machine of one actor: placement, creation, restart, termination and death. All transitions are under one lock: the object's own, since a million actors would carry a million others.</summary>
internal sealed class ActorLife(ActorHost host, ObjectCell creation)
{
    private int _state = (int)ActorState.Creating;
    private int _guards;
    private int _markersLeft;
    private bool _holdsResources;
    private bool _markersWait;
    private bool _constructing;
    private bool _disposing;
    private bool _finishing;
    private bool _skipsDisposal;
    private int _disposals;
    private string? _reason;
    private Exception? _death;
    private TaskCompletionSource? _disposed;

    internal ActorState State => (ActorState)Volatile.Read(ref _state);

    /// <summary>Whether it takes no new calls: also one whose end was asked for while it is being made.</summary>
    internal bool IsEnding => State >= ActorState.Terminating || Volatile.Read(ref _markersLeft) > 0;

    /// <summary>Whether it runs no more calls: it is dead, or being disposed since all mailboxes have come to their end. What came to one behind that was submitted at the same time.</summary>
    internal bool IsOver => State == ActorState.Dead || (State == ActorState.Terminating && Volatile.Read(ref _markersLeft) == 0);

    internal object? Instance { get; private set; }

    internal int Restarts { get; set; }

    internal bool IsWaitingForResources { get; private set; }

    /// <summary>Why calls are refused. Made when the first call needs it: most actors end without one.</summary>
    internal Exception Death
    {
        get
        {
            lock (this)
            {
                return State == ActorState.Dead
                    ? _death ??= new ActorDiedException(host.Id, $"{host} is dead: {_reason}.")
                    : new ActorDiedException(host.Id, $"{host} is terminating and takes no new calls.");
            }
        }
    }

    /// <summary>Completes when the actor is dead and its instance disposed.</summary>
    internal Task Disposed
    {
        get
        {
            lock (this)
            {
                _disposed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_disposing && _disposals == 0)
                {
                    _disposed.TrySetResult();
                }

                return _disposed.Task;
            }
        }
    }

    internal bool IsCreation(ObjectCell call) => ReferenceEquals(call, creation);

    /// <summary>Takes the resources and makes the instance, or waits for them.</summary>
    internal void Place()
    {
        LeaseManager leases = host.ClassHome.Leases ?? host.Cluster.Leases;
        bool placed;
        lock (this)
        {
            if (State != ActorState.Creating)
            {
                return;
            }

            placed = _holdsResources || (host.ClassHome.Fit.IsPlaced && leases.TryAcquire(host.ClassHome.Demand));
            _holdsResources = placed;
            IsWaitingForResources = !placed;
        }

        if (placed)
        {
            host.Cluster.Queue(host);
            return;
        }

        if (host.ClassHome.Fit is { Verdict: PlacementVerdict.Never } never)
        {
            var error = new UnschedulableException(never.Node, PendingText.Of(never.Reason, host.ToString(), host.PlacementDemand, host.ClassHome.Rules.Selectors, never.Node));
            creation.TryFail(error, observed: true);
            Die(error.Message, error);
            return;
        }

        // Not under the lock: the directory asks for it while it holds its own.
        host.Cluster.Actors.AddPending(host);
        if (host.ClassHome.Fit.IsPlaced && leases.IsAvailable(host.ClassHome.Demand))
        {
            // They were released between the two looks, and their owner did not see this actor.
            host.Cluster.Actors.OnResourcesReleased();
        }
    }

    /// <summary>Runs the constructor, then the calls that have gathered.</summary>
    internal void Create()
    {
        lock (this)
        {
            if (State != ActorState.Creating)
            {
                return;
            }

            _constructing = true;
        }

        Mailbox[] mailboxes = host.Mailboxes;
        WorkerFrame frame = WorkerFrame.Rent(host.Cluster);
        frame.Begin(creation, host.Cluster.SystemCall, mailboxes[0], actor: null);
        frame.KeepsArguments = host.ClassHome.MaxRestarts != 0;
        frame.MayRetry = frame.KeepsArguments;
        ExecutionFrame? previous = ExecutionFrame.Enter(frame);
        creation.Execute(frame);
        ExecutionFrame.Enter(previous);
        frame.End(flowed: false);
        RestoreState();
        lock (this)
        {
            _constructing = false;
            if (State == ActorState.Creating && Instance is not null)
            {
                Volatile.Write(ref _state, (int)(_markersLeft > 0 ? ActorState.Terminating : ActorState.Alive));
            }
        }

        if (State == ActorState.Dead)
        {
            OnCallEnded();
            return;
        }

        for (int i = 1; i < mailboxes.Length; i++)
        {
            mailboxes[i].Open();
        }

        mailboxes[0].Open();
    }

    /// <summary>What the life before left, before any call.</summary>
    private void RestoreState()
    {
        if (host.Snapshots is not { } snapshots || Instance is not { } instance || State == ActorState.Dead)
        {
            return;
        }

        try
        {
            snapshots.Restore(instance);
        }
        catch (Exception exception)
        {
            creation.TryFail(exception, observed: true);
            Die($"its state could not be restored: {exception.GetType()}: {exception.Message}", exception);
        }
    }

    internal void SetInstance(object instance)
    {
        lock (this)
        {
            Instance = instance;
        }
    }

    internal void OnCreationFailed(Exception exception)
    {
        exception.SetRemoteContext(new RemoteTaskException(host.Cluster.TaskIdOf(creation), $"{host.ClassName}.ctor", host.Cluster.NodeId, Restarts + 1, exception));
        creation.TryFail(exception, observed: true);
        Die($"its constructor threw {exception.GetType()}: {exception.Message}", exception);
    }

    internal bool TryCreateGuard(out ActorGuard? guard)
    {
        guard = null;
        if (host.ClassHome.IsDetached)
        {
            return State != ActorState.Dead;
        }

        lock (this)
        {
            if (State >= ActorState.Terminating || _guards < 0)
            {
                return false;
            }

            _guards++;
        }

        guard = new ActorGuard(host);
        return true;
    }

    internal void OnGuardCollected()
    {
        lock (this)
        {
            if (--_guards > 0 || State >= ActorState.Terminating)
            {
                return;
            }

            _guards = -1;
        }

        // The finalizer thread is not the place for user code.
        ThreadPool.UnsafeQueueUserWorkItem(static life => life.BeginTermination(), this, preferLocal: false);
    }

    internal void Kill(bool noRestart)
    {
        int limit = host.ClassHome.MaxRestarts;
        bool restarts;
        lock (this)
        {
            if (!noRestart && State == ActorState.Creating && limit != 0)
            {
                // There is no instance to lose: it is being built.
                return;
            }

            restarts = !noRestart && State == ActorState.Alive && (limit < 0 || Restarts < limit);
            _skipsDisposal = !restarts;
            if (restarts)
            {
                Restarts++;
                Volatile.Write(ref _state, (int)ActorState.Creating);
            }
        }

        if (restarts)
        {
            host.Snapshots?.OnLost();

            // The mailboxes first: a call that starts on them must have an instance, if only the lost one.
            ActorRestart.Run(host);
            DropInstance();
            host.Place();
        }
        else
        {
            Die("it was killed by Ray.Kill");
        }
    }

    internal Task TerminateAsync()
    {
        BeginTermination();
        return Disposed;
    }

    private void BeginTermination()
    {
        bool begin;
        lock (this)
        {
            begin = State < ActorState.Terminating && _markersLeft == 0;
            if (begin)
            {
                _markersLeft = host.Mailboxes.Length;
                _markersWait = true;
                if (State == ActorState.Alive)
                {
                    Volatile.Write(ref _state, (int)ActorState.Terminating);
                }
            }
        }

        if (begin)
        {
            host.Cluster.Actors.ReleaseName(host);
            if (IsWaitingForResources && !host.ClassHome.Fit.IsPlaced)
            {
                Die("it was terminated, and no node has what it asks for");
            }
            else if (!host.HasStalled)
            {
                OnStalledPosted();
            }
        }
    }

    /// <summary>No call waits for its arguments any more: the end comes behind those that are in the mailboxes.</summary>
    internal void OnStalledPosted()
    {
        if (Volatile.Read(ref _markersWait) && Interlocked.Exchange(ref _markersWait, false))
        {
            PostMarkers(host.Mailboxes);
        }
    }

    internal void OnMarkerReached() => Interlocked.Decrement(ref _markersLeft);

    internal void OnCallEnded()
    {
        if (State == ActorState.Terminating && Volatile.Read(ref _markersLeft) == 0 && !HasRunning())
        {
            Finish();
        }
        else if (State == ActorState.Dead)
        {
            DisposeWhenIdle();
        }
    }

    internal void Die(string reason) => End(reason, null);

    internal void Die(string reason, Exception cause) => End(reason, new ActorDiedException(host.Id, $"{host} is dead: {reason}.", cause));

    /// <summary>Ends the actor at once; what it was asked to do fails with the exception.</summary>
    internal void Die(Exception death) => End(death.Message, death);

    private void End(string reason, Exception? death)
    {
        bool held;
        lock (this)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            _reason = reason;
            _death = death;
            held = _holdsResources;
            _holdsResources = false;
            Volatile.Write(ref _state, (int)ActorState.Dead);
        }

        host.Snapshots?.OnDead();
        host.Ended?.Invoke(host, reason);
        host.Cluster.Actors.Remove(host);
        foreach (Mailbox mailbox in host.Mailboxes)
        {
            FailRunning(mailbox);
            mailbox.FailQueued();
        }

        if (held)
        {
            (host.ClassHome.Leases ?? host.Cluster.Leases).Release(host.ClassHome.Demand);
        }

        if (HasRunning())
        {
            // Either the end of a running call sees the state, or this look sees that it has ended.
            Interlocked.MemoryBarrierProcessWide();
        }

        DisposeWhenIdle();
    }

    private void FailRunning(Mailbox mailbox)
    {
        foreach (ObjectCell call in mailbox.Running)
        {
            call.RequestCancel();
            (call.Frame as WorkerFrame)?.Cancel(call, recursive: true);
            if (call is not TerminationMarker)
            {
                call.TryFail(Death);
            }
        }
    }

    private void PostMarkers(Mailbox[] mailboxes)
    {
        for (int i = 0; i < mailboxes.Length; i++)
        {
            var marker = new TerminationMarker(host) { Home = new MailboxHome(host, host.Cluster.SystemCall, i) };
            marker.SetQueuedBeforePublication();
            mailboxes[i].Post(marker);
        }
    }

    private bool HasRunning()
    {
        foreach (Mailbox mailbox in host.Mailboxes)
        {
            if (mailbox.HasRunning)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A killed instance has no last word.</summary>
    private void DropInstance()
    {
        lock (this)
        {
            Instance = null;
        }
    }

    /// <summary>The last call has ended: the instance is disposed, and the actor is dead after that. Its place is not given away before.</summary>
    private void Finish()
    {
        object? instance;
        lock (this)
        {
            if (_finishing || State != ActorState.Terminating)
            {
                return;
            }

            _finishing = true;
            instance = Instance;
            if (instance is IAsyncDisposable or IDisposable)
            {
                Instance = null;
                _disposals++;
            }
        }

        if (instance is IAsyncDisposable or IDisposable)
        {
            _ = FinishAsync(instance);
        }
        else
        {
            Die("it was terminated");
        }
    }

    private async Task FinishAsync(object instance)
    {
        Die(await ActorDisposal.DisposeAsync(host, instance).ConfigureAwait(false)
            ? "it was terminated"
            : $"it was terminated, and given up since its disposal took longer than its TerminationTimeout of {host.ClassHome.TerminationTimeout.TotalSeconds:0.###} s");
        OnDisposed();
    }

    private void DisposeWhenIdle()
    {
        if (HasRunning())
        {
            return;
        }

        object? instance;
        lock (this)
        {
            if (_constructing || (_disposing && Instance is null))
            {
                return;
            }

            _disposing = true;
            _disposals++;
            instance = _skipsDisposal ? null : Instance;
            Instance = null;
        }

        _ = DisposeAsync(instance);
    }

    private async Task DisposeAsync(object? instance)
    {
        await ActorDisposal.DisposeAsync(host, instance).ConfigureAwait(false);
        OnDisposed();
    }

    private void OnDisposed()
    {
        lock (this)
        {
            if (--_disposals == 0)
            {
                _disposed?.TrySetResult();
            }
        }
    }
}
