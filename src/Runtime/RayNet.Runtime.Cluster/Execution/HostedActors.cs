using System.Collections.Concurrent;
using MessagePack;
using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Links;
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
        var hosted = new HostedActor(creation.Id, owner, creation.IsDetached);
        ActorClassHome home = HomeOf(actorClass, creation);
        ActorName? name = creation.Name is { Length: > 0 } text ? new ActorName(creation.Namespace ?? string.Empty, text) : null;
        hosted.Host = new ActorHost(runtime.Engine, home, call, creation.Id, name)
        {
            Restarts = creation.Restarts,
            Ended = (_, reason) => OnEnded(hosted, reason),
        };
        HostedActor? before = Find(creation.Id);
        _actors[creation.Id] = hosted;

        // The owner builds again what it takes for lost: the one of before has no caller any more.
        before?.Host?.Exit("its owner builds it again");
        runtime.Engine.Actors.Host(hosted.Host, call);
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
        _ended.Enqueue(hosted);
        if (_ended.Count > RememberedEnds && _ended.TryDequeue(out HostedActor? oldest))
        {
            _actors.TryRemove(KeyValuePair.Create(oldest.Id, oldest));
        }

        if (!ReferenceEquals(Find(hosted.Id), hosted))
        {
            // Its place is taken by the one that was built again.
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
