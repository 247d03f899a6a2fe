using System.Collections.Concurrent;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Execution;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>The actors that this process calls: made, found by name, or received as handles.</summary>
internal sealed class RemoteActors(ClusterRuntime runtime)
{
    private readonly Lock _gate = new();

    /// <summary>Owned actors are held until they are dead; others only by their handles.</summary>
    private readonly Dictionary<ActorId, RemoteActor> _owned = [];
    private readonly Dictionary<ActorId, WeakReference<RemoteActor>> _known = [];
    private readonly Dictionary<RemoteActor, List<ObjectCell>> _lost = [];
    private readonly ConcurrentDictionary<(ActorClassHome? Class, RemoteMethod Method), CallSettings> _settings = new();

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
        if (options?.Name is not null || home.MaxRestarts != 0)
        {
            ActorRecord record = Register(id, actorClass, ownership);
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
            _ = PlaceAsync(actor);
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

        _ = AttachAsync(actor, host, hostNode);
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

    internal void OnDead(RemoteActor actor)
    {
        lock (_gate)
        {
            _owned.Remove(actor.Id);
            _known.Remove(actor.Id);
        }

        if (actor.Ownership is { } ownership)
        {
            ReturnLease(ownership);
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

    /// <summary>A call was on its way to a worker that is gone.</summary>
    internal void OnCallLost(RemoteActor actor, ObjectCell call, Exception reason)
    {
        lock (_gate)
        {
            if (!_lost.TryGetValue(actor, out List<ObjectCell>? calls))
            {
                _lost.Add(actor, calls = []);
            }

            calls.Add(call);
        }
    }

    /// <summary>A worker is gone: its actors are built again by their owner, or are dead.</summary>
    internal void OnPeerLost(PeerLink peer, Exception reason)
    {
        List<RemoteActor> hosted;
        lock (_gate)
        {
            hosted = [.. _owned.Values.Where(actor => actor.HostProcess == peer.Process)];
            foreach (WeakReference<RemoteActor> item in _known.Values)
            {
                if (item.TryGetTarget(out RemoteActor? known) && known.HostProcess == peer.Process)
                {
                    hosted.Add(known);
                }
            }
        }

        foreach (RemoteActor actor in hosted)
        {
            OnHostLost(actor, reason);
        }

        lock (_gate)
        {
            _lost.Clear();
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
            actor.Die(exception, tellHost: true);
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
            _ = PlaceAsync(actor);
        }
    }

    private async Task PlaceAsync(RemoteActor actor)
    {
        RemoteActorOwnership ownership = actor.Ownership!;
        try
        {
            while (actor.State != ActorLiveness.Dead)
            {
                LeaseReply reply = await runtime.RequestLeaseAsync(ownership.ClassHome.Demand, [], forActor: true, wait: true, ownership.ClassHome.PlacementDemand).ConfigureAwait(false);
                if (reply.Outcome != LeaseOutcome.Granted)
                {
                    throw new ActorDiedException(actor.Id, $"{actor} is dead: no worker can be had for it: {reply.Message}");
                }

                ownership.Lease = reply.Lease;
                ownership.HasLease = true;
                try
                {
                    PeerLink peer = await runtime.Peers.ConnectAsync(reply.Worker!).ConfigureAwait(false);
                    if (SendCreation(actor, peer) is { } number)
                    {
                        actor.OnPlaced(peer, number);
                        if (ownership.Registration is not null)
                        {
                            Report(actor, ActorLiveness.Alive, string.Empty);
                        }

                        return;
                    }
                }
                catch (LinkException)
                {
                    // The worker died between the grant and the greeting: another one is asked for.
                }

                ReturnLease(ownership);
            }
        }
        catch (Exception exception)
        {
            actor.Die(exception as ActorDiedException ?? new ActorDiedException(actor.Id, $"{actor} is dead: {exception.Message}", exception), tellHost: false);
        }
    }

    private static uint? SendCreation(RemoteActor actor, PeerLink peer)
    {
        RemoteActorOwnership ownership = actor.Ownership!;
        ObjectCell creation = ownership.Creation;
        Link link = peer.Link;
        uint number;
        lock (link.Gate)
        {
            if (link.IsClosed)
            {
                return null;
            }

            ushort method = peer.NumberOf(creation.Method!);
            if (!peer.Slots.TryAdd(creation, new CreationRoute(actor), out uint slot))
            {
                return null;
            }

            number = (uint)peer.ActorNumbers.Count;
            link.BeginFrame(FrameKind.CreateActor, creation.HasReferences ? (byte)CallFlags.References : (byte)0, method, slot);
            try
            {
                var writer = new CallWriter(new MessagePackWriter(link.Output), peer.Options);
                ActorOptions? options = ownership.Options;
                new ActorCreation(number, actor.Id, ownership.Name, ownership.Namespace, options?.MaxRestarts, options?.MaxTaskRetries, options?.MaxConcurrency).Write(ref writer.Writer);
                creation.WriteArguments(ref writer);
                writer.Writer.Flush();
                link.EndFrame();
            }
            catch
            {
                link.DropFrame();
                peer.Slots.Take(slot, out _);
                throw;
            }

            peer.ActorNumbers[actor.Id] = number;
        }

        peer.Touch();
        return number;
    }

    private async Task AttachAsync(RemoteActor actor, ulong host, NodeId hostNode)
    {
        try
        {
            if (host == 0)
            {
                (host, hostNode) = await FindHostAsync(actor).ConfigureAwait(false);
            }

            ProcessAddress address = await runtime.Node.ResolveAsync(host, hostNode).ConfigureAwait(false)
                ?? throw new ActorDiedException(actor.Id, $"{actor} is dead: its worker is gone.");
            PeerLink peer = await runtime.Peers.ConnectAsync(address).ConfigureAwait(false);
            actor.OnPlaced(peer, Attach(actor, peer));
        }
        catch (Exception exception)
        {
            actor.Die(exception as ActorDiedException ?? new ActorDiedException(actor.Id, $"{actor} is dead: {exception.Message}", exception), tellHost: false);
        }
    }

    private async Task<(ulong Host, NodeId Node)> FindHostAsync(RemoteActor actor)
    {
        while (true)
        {
            ActorRecord record = await runtime.WaitForActorAsync(actor.Id).ConfigureAwait(false)
                ?? throw new ActorDiedException(actor.Id, $"{actor} is dead: nobody knows it any more.");
            if (record.State == ActorLiveness.Dead)
            {
                throw new ActorDiedException(actor.Id, $"{actor} is dead: {record.Reason}");
            }

            if (record.Process != 0)
            {
                return (record.Process, record.Node);
            }
        }
    }

    private static uint Attach(RemoteActor actor, PeerLink peer)
    {
        const byte attach = 4;
        Link link = peer.Link;
        uint number;
        lock (link.Gate)
        {
            if (peer.ActorNumbers.TryGetValue(actor.Id, out number))
            {
                return number;
            }

            number = (uint)peer.ActorNumbers.Count;
            link.BeginFrame(FrameKind.CreateActor, attach);
            var writer = new MessagePackWriter(link.Output);
            new ActorCreation(number, actor.Id).Write(ref writer);
            writer.Flush();
            link.EndFrame();
            peer.ActorNumbers.Add(actor.Id, number);
        }

        peer.Touch();
        return number;
    }

    private void OnHostLost(RemoteActor actor, Exception reason)
    {
        List<ObjectCell> calls;
        lock (_gate)
        {
            calls = _lost.TryGetValue(actor, out List<ObjectCell>? lost) ? lost : [];
        }

        RemoteActorOwnership? ownership = actor.Ownership;
        int limit = ownership?.ClassHome.MaxRestarts ?? actor.Class.Options?.MaxRestarts ?? 0;
        bool restarts = ownership is null ? limit != 0 : limit < 0 || ownership.Restarts < limit;
        Exception error = restarts
            ? new ActorUnavailableException(actor.Id, $"{actor} was lost with its worker and is built again. Whether the call ran to its end is not known; give it MaxTaskRetries to have it repeated.", reason)
            : new ActorDiedException(actor.Id, $"{actor} is dead: its worker is gone: {reason.Message}", reason);
        var repeated = new List<ObjectCell>();
        foreach (ObjectCell call in calls)
        {
            CallSettings settings = RemoteActor.SettingsOf(call);
            if (restarts && (settings.MaxRetries < 0 || call.FailedAttempts < settings.MaxRetries) && call.TryBeginRetry())
            {
                repeated.Add(call);
            }
            else
            {
                RemoteActor.Fail(call, error);
            }
        }

        if (!restarts)
        {
            actor.Die(error, tellHost: false);
            return;
        }

        actor.OnRestarting(repeated);
        if (ownership is null)
        {
            _ = AttachAsync(actor, 0, default);
            return;
        }

        ownership.Restarts++;
        ownership.HasLease = false;
        if (ownership.Registration is not null)
        {
            Report(actor, ActorLiveness.Restarting, reason.Message);
        }

        _ = PlaceAsync(actor);
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

    private ActorRecord Register(ActorId id, ActorClass actorClass, RemoteActorOwnership ownership)
    {
        Link.YieldInline();
        ActorRecord record = runtime.Head.RegisterActorAsync(new ActorRegistration(
            id,
            actorClass.Id,
            actorClass.Name,
            ownership.Name ?? string.Empty,
            ownership.Namespace ?? string.Empty,
            runtime.JobId,
            runtime.Process,
            runtime.NodeId,
            ownership.ClassHome.IsDetached,
            ownership.Options?.GetIfExists ?? false,
            ownership.ClassHome.Demand.ToDictionary(),
            ownership.ClassHome.MaxRestarts,
            [])).GetAwaiter().GetResult();
        runtime.Builds.Check(record);
        if (record.IsNew)
        {
            ownership.Registration = record.Registration;
        }

        return record;
    }

    private void Report(RemoteActor actor, ActorLiveness state, string reason) => ClusterRuntime.Forget(
        runtime.Head.UpdateActorAsync(new ActorUpdate(actor.Id, state, actor.HostProcess, actor.HostNode, actor.Ownership!.Restarts, reason)));

    private void ReturnLease(RemoteActorOwnership ownership)
    {
        if (ownership.HasLease)
        {
            ownership.HasLease = false;
            _ = runtime.ReturnLeaseAsync(ownership.Lease, workerIsBad: false);
        }
    }
}
