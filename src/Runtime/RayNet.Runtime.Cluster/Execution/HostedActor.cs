using RayNet.Runtime.Actors;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>An actor that lives in this worker, or what is known of its end.</summary>
internal sealed class HostedActor(ActorId id, PeerLink? owner, bool isDetached)
{
    internal ActorId Id { get; } = id;

    /// <summary>The link that it was made over; <see langword="null"/> for one that the head placed.</summary>
    internal PeerLink? OwnerLink { get; } = owner;

    /// <summary>The process that decides when it ends; 0 for the head.</summary>
    internal ulong Owner => OwnerLink?.Process ?? 0;

    internal NodeId OwnerNode => OwnerLink?.Link.Peer.Node ?? default;

    /// <summary>Whether it outlives its owner's process.</summary>
    internal bool IsDetached { get; } = isDetached;

    internal ActorHost? Host { get; set; }

    /// <summary>Why it is dead.</summary>
    internal Exception? Death { get; set; }
}
