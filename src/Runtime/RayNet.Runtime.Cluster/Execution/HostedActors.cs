using System.Collections.Concurrent;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
using RayNet.Runtime.Control;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>The actors that live in this worker.</summary>
internal sealed class HostedActors(ClusterRuntime runtime)
{
    /// <summary>Ends that are remembered, so that late calls learn the reason.</summary>
    private const int RememberedEnds = 10_000;

    private readonly ConcurrentDictionary<ActorId, HostedActor> _actors = new();
    private readonly ConcurrentQueue<HostedActor> _ended = new();

    internal int Count => _actors.Count - _ended.Count;

    internal HostedActor? Find(ActorId id) => _actors.TryGetValue(id, out HostedActor? actor) ? actor : null;

    internal HostedActor Create(ActorCreation creation, ActorClass actorClass, ObjectCell call, PeerLink owner)
    {
        HostedActor hosted = Add(creation, actorClass, call, owner);
        hosted.Host!.Snapshots?.Use(new OwnerSnapshotStore(runtime.Actors.Snapshots, owner, creation.Id), creation.Snapshot);
        runtime.Engine.Actors.Host(hosted.Host!, call);
        return hosted;
    }

    /// <summary>
    /// The node has a detached actor for this worker. The head knows that it is here before its constructor runs: whatever that does to the
    /// process counts as a life of the actor.
    /// </summary>
    internal void Place(ActorRecord actor) => _ = PlaceAsync(actor);

    private async Task PlaceAsync(ActorRecord actor)
    {
        // Not on the thread that reads the node's link, which brings the head's answer.
        await Task.Yield();
        ActorRegistration registration = actor.Registration;
        try
        {
            DetachedCreation kept = DetachedCreation.Read(registration.Creation);
            (ActorClass actorClass, ObjectCell call) = kept.Make();
            call.Home = runtime.CreationHome;
            var creation = new ActorCreation(0, registration.Id, registration.Name, registration.Namespace, kept.MaxRestarts, kept.MaxTaskRetries, kept.MaxConcurrency) { IsDetached = true, Restarts = actor.Restarts, SnapshotEvery = kept.SnapshotEvery, SnapshotPeriod = kept.SnapshotPeriod, TerminationTimeout = kept.TerminationTimeout };
            HostedActor hosted = Add(creation, actorClass, call, null);
            if (hosted.Host?.Snapshots is { } snapshots)
            {
                snapshots.Use(
                    new HeadSnapshotStore(runtime.Head, registration.Id, actor.Restarts),
                    await HeadSnapshotStore.LoadAsync(runtime.Head, registration.Id, actor.Restarts).ConfigureAwait(false));
            }

            await runtime.Head.UpdateActorAsync(new ActorUpdate(registration.Id, ActorLiveness.Alive, runtime.Process, runtime.NodeId, actor.Restarts, string.Empty)).ConfigureAwait(false);
            if (hosted.Host is { } host)
            {
                runtime.Engine.Actors.Host(host, call);
            }
        }
        catch (Exception exception)
        {
            runtime.Actors.ReportDead(registration.Id, $"it could not be built: {exception.Message}");
        }
    }

    private HostedActor Add(ActorCreation creation, ActorClass actorClass, ObjectCell call, PeerLink? owner)
    {
        var hosted = new HostedActor(creation.Id, owner, creation.IsDetached);
        ActorClassHome home = HomeOf(actorClass, creation);
        ActorName? name = creation.Name is { Length: > 0 } text ? new ActorName(creation.Namespace ?? string.Empty, text) : null;
        hosted.Host = new ActorHost(runtime.Engine, home, call, creation.Id, name)
        {
            Restarts = creation.Restarts,
            CapturedBy = GroupCapture.Note(creation.Captured),
            Ended = (_, reason) => OnEnded(hosted, reason),
        };
        HostedActor? before = Find(creation.Id);
        _actors[creation.Id] = hosted;

        // The owner builds again what it takes for lost: the one of before has no caller any more.
        before?.Host?.Exit("its owner builds it again");
        return hosted;
    }

    /// <summary>The owner's process is gone, and with it what it owned. What it made over a newer link is not meant.</summary>
    internal void OnOwnerLost(PeerLink owner)
    {
        foreach (HostedActor actor in _actors.Values)
        {
            if (ReferenceEquals(actor.OwnerLink, owner) && !actor.IsDetached && actor.Host is { } host)
            {
                host.Exit("its owner's process has ended");
            }
        }
    }

    private ActorClassHome HomeOf(ActorClass actorClass, ActorCreation creation)
    {
        ActorOptions? options = creation.ToOptions();
        if (options is not null)
        {
            return new ActorClassHome(runtime.Engine, actorClass, options, isHosted: true);
        }

        if (actorClass.RuntimeCache is ActorClassHome { IsHosted: true } cached)
        {
            return cached;
        }

        var home = new ActorClassHome(runtime.Engine, actorClass, null, isHosted: true);
        actorClass.RuntimeCache = home;
        return home;
    }

    private void OnEnded(HostedActor hosted, string reason)
    {
        ActorHost? host = hosted.Host;
        hosted.Death = new ActorDiedException(hosted.Id, $"{host} is dead: {reason}.");
        hosted.Host = null;
        Tell(hosted, reason);
        _ended.Enqueue(hosted);
        if (_ended.Count > RememberedEnds && _ended.TryDequeue(out HostedActor? oldest))
        {
            _actors.TryRemove(KeyValuePair.Create(oldest.Id, oldest));
        }
    }

    /// <summary>Before it may be forgotten: of an actor that nobody knows any more, nobody would be told.</summary>
    private void Tell(HostedActor hosted, string reason)
    {
        if (!ReferenceEquals(Find(hosted.Id), hosted))
        {
            // Its place is taken by the one that was built again.
            return;
        }

        if (hosted.OwnerLink is null)
        {
            runtime.Actors.ReportDead(hosted.Id, reason);
            return;
        }

        try
        {
            hosted.OwnerLink.TrySend(FrameKind.ActorState, 0, 0, (ref MessagePackWriter writer) =>
            {
                writer.WriteArrayHeader(3);
                writer.Write(hosted.Id.Origin);
                writer.Write(hosted.Id.Sequence);
                writer.Write(reason);
            });
        }
        catch (LinkException)
        {
            // The owner is gone.
        }
    }
}
