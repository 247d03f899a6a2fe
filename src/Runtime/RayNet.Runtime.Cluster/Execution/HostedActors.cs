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
    private readonly ConcurrentQueue<ActorId> _ended = new();

    internal int Count => _actors.Count - _ended.Count;

    internal HostedActor? Find(ActorId id) => _actors.TryGetValue(id, out HostedActor? actor) ? actor : null;

    internal HostedActor Create(ActorCreation creation, ActorClass actorClass, ObjectCell call, PeerLink owner)
    {
        var hosted = new HostedActor(creation.Id, owner.Process, owner.Link.Peer.Node, creation.IsDetached);
        ActorClassHome home = HomeOf(actorClass, creation);
        ActorName? name = creation.Name is { Length: > 0 } text ? new ActorName(creation.Namespace ?? string.Empty, text) : null;
        hosted.Host = new ActorHost(runtime.Engine, home, call, creation.Id, name)
        {
            Restarts = creation.Restarts,
            Ended = (_, reason) => OnEnded(hosted, owner, reason),
        };
        _actors[creation.Id] = hosted;
        runtime.Engine.Actors.Host(hosted.Host, call);
        return hosted;
    }

    /// <summary>The owner's process is gone, and with it what it owned.</summary>
    internal void OnOwnerLost(ulong owner)
    {
        foreach (HostedActor actor in _actors.Values)
        {
            if (actor.Owner == owner && !actor.IsDetached && actor.Host is { } host)
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

    private void OnEnded(HostedActor hosted, PeerLink owner, string reason)
    {
        ActorHost? host = hosted.Host;
        hosted.Death = new ActorDiedException(hosted.Id, $"{host} is dead: {reason}.");
        hosted.Host = null;
        _ended.Enqueue(hosted.Id);
        if (_ended.Count > RememberedEnds && _ended.TryDequeue(out ActorId oldest))
        {
            _actors.TryRemove(oldest, out _);
        }

        try
        {
            owner.TrySend(FrameKind.ActorState, 0, 0, (ref MessagePackWriter writer) =>
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
