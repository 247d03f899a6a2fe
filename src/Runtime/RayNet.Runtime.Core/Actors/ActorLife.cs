using RayNet.CompilerServices;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Actors;

/// <summary>The state machine of one actor: placement, creation, restart, termination and death. All transitions are under one lock: the object's own, since a million actors would carry a million others.</summary>
internal sealed class ActorLife(ActorHost host, ObjectCell creation)
{
    private int _state = (int)ActorState.Creating;
    private int _guards;
    private int _markersLeft;
    private bool _holdsResources;
    private bool _disposing;
    private ActorDiedException? _death;
    private TaskCompletionSource? _disposed;

    internal ActorState State => (ActorState)Volatile.Read(ref _state);

    internal object? Instance { get; private set; }

    internal int Restarts { get; private set; }

    internal bool IsWaitingForResources { get; private set; }

    /// <summary>Why calls are refused.</summary>
    internal ActorDiedException Death => _death ?? new ActorDiedException(host.Id, $"{host} is terminating and takes no new calls.");

    /// <summary>Completes when the actor is dead and its instance disposed.</summary>
    internal Task Disposed
    {
        get
        {
            lock (this)
            {
                _disposed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_disposing && Instance is null)
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
        LeaseManager leases = host.Cluster.Leases;
        bool placed;
        lock (this)
        {
            if (State != ActorState.Creating)
            {
                return;
            }

            placed = _holdsResources || (leases.IsFeasible(host.PlacementDemand) && leases.TryAcquire(host.ClassHome.Demand));
            _holdsResources = placed;
            IsWaitingForResources = !placed;
        }

        if (placed)
        {
            host.Cluster.Queue(host);
            return;
        }

        // Not under the lock: the directory asks for it while it holds its own.
        host.Cluster.Actors.AddPending(host);
        if (leases.IsFeasible(host.PlacementDemand) && leases.IsAvailable(host.ClassHome.Demand))
        {
            // They were released between the two looks, and their owner did not see this actor.
            host.Cluster.Actors.OnResourcesReleased();
        }
    }

    /// <summary>Runs the constructor, then the calls that have gathered.</summary>
    internal void Create()
    {
        Mailbox[] mailboxes = host.Mailboxes;
        WorkerFrame frame = WorkerFrame.Rent(host.Cluster);
        frame.Begin(creation, host.Cluster.SystemCall, mailboxes[0], actor: null);
        frame.KeepsArguments = host.ClassHome.MaxRestarts != 0;
        frame.MayRetry = frame.KeepsArguments;
        ExecutionFrame? previous = ExecutionFrame.Enter(frame);
        creation.Execute(frame);
        ExecutionFrame.Enter(previous);
        frame.End(flowed: false);
        lock (this)
        {
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
        ThreadPool.UnsafeQueueUserWorkItem(static life => _ = life.TerminateAsync(), this, preferLocal: false);
    }

    internal void Kill(bool noRestart)
    {
        int limit = host.ClassHome.MaxRestarts;
        bool restarts;
        lock (this)
        {
            restarts = !noRestart && State == ActorState.Alive && (limit < 0 || Restarts < limit);
            if (restarts)
            {
                Restarts++;
                Volatile.Write(ref _state, (int)ActorState.Creating);
            }
        }

        if (restarts)
        {
            ActorRestart.Run(host, TakeInstance());
        }
        else
        {
            Die("it was killed by Ray.Kill", null);
        }
    }

    internal Task TerminateAsync()
    {
        Mailbox[] mailboxes = host.Mailboxes;
        bool begin;
        lock (this)
        {
            begin = State < ActorState.Terminating && _markersLeft == 0;
            if (begin)
            {
                _markersLeft = mailboxes.Length;
                if (State == ActorState.Alive)
                {
                    Volatile.Write(ref _state, (int)ActorState.Terminating);
                }
            }
        }

        if (begin)
        {
            host.Cluster.Actors.ReleaseName(host);
            PostMarkers(mailboxes);
        }

        return Disposed;
    }

    internal void OnMarkerReached() => Interlocked.Decrement(ref _markersLeft);

    internal void OnCallEnded()
    {
        if (State == ActorState.Terminating && Volatile.Read(ref _markersLeft) == 0 && !HasRunning())
        {
            Die("it was terminated", null);
        }
        else if (State == ActorState.Dead)
        {
            DisposeWhenIdle();
        }
    }

    internal void Die(string reason, Exception? cause)
    {
        ActorDiedException death;
        bool held;
        lock (this)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            death = new ActorDiedException(host.Id, $"{host} is dead: {reason}.", cause);
            _death = death;
            held = _holdsResources;
            _holdsResources = false;
            Volatile.Write(ref _state, (int)ActorState.Dead);
        }

        host.Cluster.Actors.Remove(host);
        foreach (Mailbox mailbox in host.Mailboxes)
        {
            FailRunning(mailbox, death);
            mailbox.FailQueued(death);
        }

        if (held)
        {
            host.Cluster.Leases.Release(host.ClassHome.Demand);
        }

        DisposeWhenIdle();
    }

    private static void FailRunning(Mailbox mailbox, Exception death)
    {
        foreach (ObjectCell call in mailbox.Running)
        {
            call.RequestCancel();
            (call.Frame as WorkerFrame)?.Cancel(call, recursive: true);
            if (call is not TerminationMarker)
            {
                call.TryFail(death);
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
            if (mailbox.Running.Any())
            {
                return true;
            }
        }

        return false;
    }

    private object? TakeInstance()
    {
        lock (this)
        {
            object? instance = Instance;
            Instance = null;
            return instance;
        }
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
            if (_disposing && Instance is null)
            {
                return;
            }

            _disposing = true;
            instance = Instance;
        }

        _ = DisposeAsync(instance);
    }

    private async Task DisposeAsync(object? instance)
    {
        await ActorDisposal.DisposeAsync(host, instance).ConfigureAwait(false);
        lock (this)
        {
            Instance = null;
            _disposed?.TrySetResult();
        }
    }
}
