using System.Buffers;
using System.Collections.Concurrent;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>The actors that this process calls: made, found by name, or received as handles.</summary>
internal sealed class RemoteActors(ClusterRuntime runtime)
{
    private const int RememberedEnds = 10_000;

    private readonly Lock _gate = new();

    /// <summary>Owned actors are held until they are dead; others only by their handles.</summary>
    private readonly Dictionary<ActorId, RemoteActor> _owned = [];
    private readonly Dictionary<ActorId, WeakReference<RemoteActor>> _known = [];
    private readonly ActorPlacement _placement = new(runtime);

    /// <summary>Why owned actors ended, for borrowers that ask late.</summary>
    private readonly Dictionary<ActorId, string> _ends = [];
    private readonly Queue<ActorId> _oldestEnds = new();
    private readonly ConcurrentDictionary<(ActorClassHome? Class, RemoteMethod Method), CallSettings> _settings = new();

    /// <summary>By actor and not by endpoint: a number is never given twice.</summary>
    private readonly ConcurrentDictionary<ActorId, CallNumbers> _numbers = new();

    internal ActorLocator Locator { get; } = new(runtime);

    internal SnapshotExchange Snapshots { get; } = new(runtime);

    internal CallNumbers NumbersOf(ActorId actor) => _numbers.GetOrAdd(actor, static _ => new CallNumbers());

    internal static CallSettings Compile(RemoteActor actor, RemoteMethod method, CallOptions? options)
    {
        CallOptions? declared = method.CallOptions;
        ActorClassHome? home = actor.Ownership?.ClassHome;
        int retries = home?.MaxTaskRetries ?? actor.Class.Options?.MaxTaskRetries ?? 0;
        return new CallSettings(
            options?.Name ?? declared?.Name ?? method.Name,
            options?.MaxTaskRetries ?? declared?.MaxTaskRetries ?? retries,
            options?.RetryOn ?? declared?.RetryOn,
            retryDelay: null,
            options?.Timeout ?? declared?.Timeout,
            repeatsWhenLost: true);
    }

    internal CallSettings SettingsOf(RemoteActor actor, RemoteMethod method) =>
        _settings.TryGetValue((actor.Ownership?.ClassHome, method), out CallSettings? settings)
            ? settings
            : _settings.GetOrAdd((actor.Ownership?.ClassHome, method), Compile(actor, method, null));

    internal ActorHandle<TActor> Create<TActor>(ActorClass<TActor> actorClass, ObjectCell creation, ActorOptions? options)
        where TActor : class
    {
        var home = options is null ? runtime.ActorHomeOf(actorClass) : new ActorClassHome(runtime.Engine, actorClass, options);
        string? actorNamespace = options?.Namespace ?? runtime.Options.Namespace;
        var ownership = new RemoteActorOwnership(home, creation, options, options?.Name, actorNamespace);
        ActorId id = runtime.NextActorId();
        if (home.IsDetached && runtime.IsInCluster)
        {
            return CreateDetached<TActor>(id, actorClass, ownership);
        }

        if (options?.Name is not null || home.MaxRestarts != 0)
        {
            ActorRecord record = Register(id, actorClass, ownership, []);
            if (!record.IsNew)
            {
                return HandleOf<TActor>(record) ?? throw new ActorNameTakenException($"The name '{options?.Name}' in namespace '{actorNamespace}' belongs to a living {record.Registration.ClassName}, which is no {typeof(TActor)}.");
            }
        }

        creation.Home = runtime.CreationHome;
        var actor = new RemoteActor(runtime, id, actorClass, ownership) { OwnerProcess = runtime.Process, OwnerNode = runtime.NodeId };
        lock (_gate)
        {
            _owned.Add(id, actor);
        }

        var handle = new ActorHandle<TActor>(actor, actor.CreateGuard());
        if (runtime.PrepareArguments(creation))
        {
            DependencyWaiter.Start(creation, runtime.Engine.Waiting, call => OnArgumentsReady(actor, call), forSending: true);
        }
        else
        {
            _ = _placement.PlaceAsync(actor, isSubmission: true);
        }

        return handle;
    }

    internal ActorHandle<TActor>? Find<TActor>(string name, string? actorNamespace)
        where TActor : class
    {
        Link.YieldInline();
        ActorRecord? record = runtime.Builds.Check(runtime.Head.FindActorAsync(actorNamespace ?? runtime.Options.Namespace, name).GetAwaiter().GetResult());
        return record is null || record.State == ActorLiveness.Dead ? null : HandleOf<TActor>(record);
    }

    /// <summary>The endpoint of an actor that another process owns.</summary>
    internal RemoteActor Borrow(ActorId id, ActorClass actorClass, ulong owner, NodeId ownerNode, ulong host, NodeId hostNode)
    {
        RemoteActor actor;
        lock (_gate)
        {
            if (_owned.TryGetValue(id, out RemoteActor? own))
            {
                return own;
            }

            if (_known.TryGetValue(id, out WeakReference<RemoteActor>? reference) && reference.TryGetTarget(out RemoteActor? known))
            {
                return known;
            }

            actor = new RemoteActor(runtime, id, actorClass, null) { OwnerProcess = owner, OwnerNode = ownerNode };
            _known[id] = new WeakReference<RemoteActor>(actor);
        }

        _ = _placement.AttachAsync(actor, host, hostNode, lost: 0);
        return actor;
    }

    /// <summary>No handle of this process is left.</summary>
    internal void OnUnreferenced(RemoteActor actor)
    {
        if (actor.HasGuards)
        {
            return;
        }

        if (actor.Ownership is null)
        {
            lock (_gate)
            {
                _known.Remove(actor.Id);
            }

            runtime.References.DropHandle(actor);
        }
        else if (!runtime.References.IsHeldElsewhere(actor.Id))
        {
            _ = actor.TerminateAsync();
        }
    }

    internal RemoteActor? FindOwned(ActorId id)
    {
        lock (_gate)
        {
            return _owned.GetValueOrDefault(id);
        }
    }

    /// <summary>Shows all owned actors, in no order. The table is copied and not held up.</summary>
    internal void VisitOwned(Action<RemoteActor> visit)
    {
        RemoteActor[] copy;
        int count;
        lock (_gate)
        {
            count = _owned.Count;
            copy = ArrayPool<RemoteActor>.Shared.Rent(count);
            _owned.Values.CopyTo(copy, 0);
        }

        foreach (RemoteActor actor in copy.AsSpan(0, count))
        {
            visit(actor);
        }

        ArrayPool<RemoteActor>.Shared.Return(copy, clearArray: true);
    }

    internal void OnDead(RemoteActor actor)
    {
        lock (_gate)
        {
            _owned.Remove(actor.Id);
            _known.Remove(actor.Id);
            _numbers.TryRemove(actor.Id, out _);
            if (actor.Ownership is not null)
            {
                _ends[actor.Id] = actor.Death?.Message ?? string.Empty;
                _oldestEnds.Enqueue(actor.Id);
                if (_oldestEnds.Count > RememberedEnds)
                {
                    _ends.Remove(_oldestEnds.Dequeue());
                }
            }
        }

        if (actor.Ownership is { } ownership)
        {
            _placement.ReturnLease(ownership, workerIsBad: false);
            if (ownership.Registration is not null)
            {
                Report(actor, ActorLiveness.Dead, actor.Death?.Message ?? string.Empty);
            }
        }
    }

    /// <summary>The worker says that an actor has ended.</summary>
    internal void OnState(PeerLink peer, ReadOnlyMemory<byte> payload)
    {
        var reader = new MessagePackReader(payload);
        reader.ReadArrayHeader();
        var id = new ActorId(reader.ReadUInt64(), reader.ReadUInt64());
        string reason = reader.ReadString() ?? string.Empty;
        if (FindOwned(id) is { } actor)
        {
            actor.Die(new ActorDiedException(id, $"{actor} is dead: {reason}."), tellHost: false);
        }
    }

    /// <summary>A worker is gone: its actors are built again by their owner, or are dead.</summary>
    internal void OnPeerLost(PeerLink peer, Exception reason, Dictionary<RemoteActor, List<ObjectCell>> calls)
    {
        var hosted = new HashSet<RemoteActor>(calls.Keys);
        lock (_gate)
        {
            hosted.UnionWith(_owned.Values.Where(actor => actor.Site.Process == peer.Process));
            foreach (WeakReference<RemoteActor> item in _known.Values)
            {
                if (item.TryGetTarget(out RemoteActor? known) && known.Site.Process == peer.Process)
                {
                    hosted.Add(known);
                }
            }
        }

        foreach (RemoteActor actor in hosted)
        {
            OnHostLost(actor, peer, calls.GetValueOrDefault(actor) ?? [], reason);
        }

        Locator.OnPeerLost(peer);
        Snapshots.OnPeerLost(peer);
    }

    /// <summary>The node of an owned actor leaves and asks for the actor's place.</summary>
    internal void TryMove(LeaseId lease)
    {
        RemoteActor? actor;
        lock (_gate)
        {
            actor = _owned.Values.FirstOrDefault(item => item.Ownership!.Holds(lease));
        }

        if (actor?.Ownership is { ClassHome.MaxRestarts: not 0 })
        {
            actor.TryBeginMove();
        }
    }

    /// <summary>The actor's last call there has ended.</summary>
    internal void ReturnPlace(RemoteActor actor) => _placement.ReturnLease(actor.Ownership!, workerIsBad: false);

    /// <summary>An actor has a worker, which may be gone again already.</summary>
    internal void OnPlaced(RemoteActor actor, PeerLink peer, uint number)
    {
        actor.OnPlaced(peer, number);
        if (peer.Link.IsClosed)
        {
            OnHostLost(actor, peer, [], new LinkException(LinkError.Broken, "The worker has ended."));
        }
        else if (actor.Ownership?.Registration is not null && actor.State == ActorLiveness.Alive)
        {
            Report(actor, ActorLiveness.Alive, string.Empty);
        }
    }

    /// <summary>Why an actor that this process owned is no more.</summary>
    internal string ReasonOf(ActorId id)
    {
        lock (_gate)
        {
            return _ends.GetValueOrDefault(id) ?? "it has ended";
        }
    }

    internal void FailAll(Exception exception)
    {
        RemoteActor[] owned;
        lock (_gate)
        {
            owned = [.. _owned.Values];
        }

        foreach (RemoteActor actor in owned)
        {
            // Its host hears of it by the end of the link: to be told would be a kill, which skips the actor's disposal.
            actor.Die(exception, tellHost: false);
        }
    }

    private void OnArgumentsReady(RemoteActor actor, ObjectCell creation)
    {
        if (creation.Failure is { } failure)
        {
            actor.Die(new ActorDiedException(actor.Id, $"{actor} is dead: an argument of its constructor failed: {failure.Exception.Message}.", failure.Exception), tellHost: false);
        }
        else
        {
            _ = _placement.PlaceAsync(actor);
        }
    }

    private void OnHostLost(RemoteActor actor, PeerLink peer, List<ObjectCell> calls, Exception reason)
    {
        RemoteActorOwnership? ownership = actor.Ownership;
        if (!actor.TryLoseHost(peer, out bool wasBuilt))
        {
            FailOnceKnown(actor, peer, calls, reason);
            return;
        }

        int limit = ownership?.ClassHome.MaxRestarts ?? 0;
        bool isMove = limit != 0 && actor.TakeMove();
        if (ownership is not null && limit >= 0 && !isMove && ownership.Restarts - ownership.Moves >= limit)
        {
            actor.Die(new ActorDiedException(actor.Id, $"{actor} is dead: its worker is gone: {reason.Message}", reason), tellHost: false);
            FailLost(actor, calls, reason);
            return;
        }

        var repeated = new List<ObjectCell>();
        var final = new List<ObjectCell>();
        foreach (ObjectCell call in calls)
        {
            CallSettings settings = RemoteActor.SettingsOf(call);
            bool again = !wasBuilt || ((settings.MaxRetries < 0 || call.FailedAttempts < settings.MaxRetries) && call.TryBeginRetry());
            (again ? repeated : final).Add(call);
        }

        actor.OnRestarting(repeated);
        if (ownership is null)
        {
            // Only the owner knows whether it is built again.
            _ = ReattachAsync(actor, peer.Process, final, reason);
            return;
        }

        FailLost(actor, final, reason);
        ownership.Restarts++;
        ownership.Moves += isMove ? 1 : 0;
        _placement.ReturnLease(ownership, workerIsBad: true);
        if (ownership.Registration is not null)
        {
            Report(actor, ActorLiveness.Restarting, reason.Message);
        }

        _ = _placement.PlaceAsync(actor);
    }

    /// <summary>The loss was seen before: the calls fail as soon as it is known whether the actor is dead.</summary>
    private void FailOnceKnown(RemoteActor actor, PeerLink peer, List<ObjectCell> calls, Exception reason)
    {
        if (calls.Count > 0 && actor is { Ownership: null, State: not ActorLiveness.Dead })
        {
            _ = ReattachAsync(actor, peer.Process, calls, reason);
        }
        else
        {
            FailLost(actor, calls, reason);
        }
    }

    private async Task ReattachAsync(RemoteActor actor, ulong lost, List<ObjectCell> calls, Exception reason)
    {
        await _placement.AttachAsync(actor, 0, default, lost).ConfigureAwait(false);
        FailLost(actor, calls, reason);
    }

    /// <summary>Calls that were on their way to a process that is gone, and do not run again.</summary>
    private static void FailLost(RemoteActor actor, List<ObjectCell> calls, Exception reason)
    {
        if (calls.Count == 0)
        {
            return;
        }

        Exception error = actor.Death
            ?? new ActorUnavailableException(actor.Id, $"{actor} was lost with its worker and is built again. Whether the call ran to its end is not known; give it MaxTaskRetries to have it repeated.", reason);
        foreach (ObjectCell call in calls)
        {
            RemoteActor.Fail(call, error);
        }
    }

    private ActorHandle<TActor>? HandleOf<TActor>(ActorRecord record)
        where TActor : class
    {
        if (RemoteRegistry.FindActorClass(record.Registration.ClassId) is not { } actorClass || !typeof(TActor).IsAssignableFrom(actorClass.Type))
        {
            return null;
        }

        if (runtime.Hosted.Find(record.Registration.Id)?.Host is { } host)
        {
            return host.CreateHandle<TActor>();
        }

        RemoteActor actor = Borrow(record.Registration.Id, actorClass, record.Registration.Owner, record.Registration.OwnerNode, record.Process, record.Node);
        if (actor.Ownership is null && !record.Registration.IsDetached)
        {
            runtime.References.HoldHandle(actor);
        }

        return new ActorHandle<TActor>(actor, record.Registration.IsDetached ? null : actor.CreateGuard());
    }

    /// <summary>An actor that the head places: this process calls it as any other does.</summary>
    private ActorHandle<TActor> CreateDetached<TActor>(ActorId id, ActorClass<TActor> actorClass, RemoteActorOwnership ownership)
        where TActor : class
    {
        if (ownership.ClassHome.Rules.Group != default)
        {
            throw new InvalidOptionException($"Actor {actorClass.Name} is detached and asks for a placement group. Create it without ActorLifetime.Detached, or without the group.");
        }

        if (ownership.ClassHome.Rules.Policy is { } policy)
        {
            throw new InvalidOptionException($"Actor {actorClass.Name} is detached: the head places it, also again when this program is gone, and does not have {policy.GetType()}. Use another strategy or a label selector.");
        }

        ObjectCell creation = ownership.Creation;
        creation.Home = runtime.CreationHome;
        if (DependencyWaiter.IsNeeded(creation))
        {
            Link.YieldInline();
            var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            DependencyWaiter.Start(creation, runtime.Engine.Waiting, _ => ready.SetResult());
            PeerLink.FlushDirty();
            ready.Task.GetAwaiter().GetResult();
        }

        if (creation.Failure is { } failure)
        {
            throw new ActorDiedException(id, $"Actor {actorClass.Name} cannot be created: an argument of its constructor failed: {failure.Exception.Message}", failure.Exception);
        }

        ActorRecord record = Register(id, actorClass, ownership, DetachedCreation.Write(creation, ownership.Options));
        creation.ReleaseArguments();
        return HandleOf<TActor>(record) ?? throw new ActorNameTakenException($"The name '{ownership.Name}' in namespace '{ownership.Namespace}' belongs to a living {record.Registration.ClassName}, which is no {typeof(TActor)}.");
    }

    private ActorRecord Register(ActorId id, ActorClass actorClass, RemoteActorOwnership ownership, byte[] creation)
    {
        Link.YieldInline();
        ActorRecord record = runtime.Head.RegisterActorAsync(new ActorRegistration(
            id,
            actorClass.Id,
            actorClass.Name,
            ownership.Name ?? string.Empty,
            ownership.Namespace ?? string.Empty,
            runtime.JobId,
            creation.Length > 0 ? 0 : runtime.Process,
            creation.Length > 0 ? default : runtime.NodeId,
            ownership.ClassHome.IsDetached,
            ownership.Options?.GetIfExists ?? false,
            ownership.ClassHome.Demand.ToDictionary(),
            ownership.ClassHome.MaxRestarts,
            creation)
        {
            Placement = ownership.ClassHome.PlacementDemand.ToDictionary(),
            Scheduling = SchedulingCodec.Write(ownership.ClassHome.Rules),
        }).GetAwaiter().GetResult();
        runtime.Builds.Check(record);
        if (record.IsNew)
        {
            ownership.Registration = record.Registration;
        }

        return record;
    }

    /// <summary>A detached actor has ended: the head does not build it again, wherever it was.</summary>
    internal void ReportDead(ActorId actor, string reason) => ClusterRuntime.Forget(
        runtime.Head.UpdateActorAsync(new ActorUpdate(actor, ActorLiveness.Dead, 0, default, 0, reason)));

    private void Report(RemoteActor actor, ActorLiveness state, string reason) => ClusterRuntime.Forget(
        runtime.Head.UpdateActorAsync(new ActorUpdate(actor.Id, state, actor.Site.Process, actor.Site.Node, actor.Ownership!.Restarts, reason)));
}
