using RayNet.Runtime.Actors;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>An actor that lives in this worker, or what is known of its end.</summary>
internal sealed class HostedActor(ActorId id, ulong owner, NodeId ownerNode)
{
    internal ActorId Id { get; } = id;

    /// <summary>The process that decides when it ends.</summary>
    internal ulong Owner { get; } = owner;

    internal NodeId OwnerNode { get; } = ownerNode;

    internal ActorHost? Host { get; set; }

    /// <summary>Why it is dead.</summary>
    internal Exception? Death { get; set; }
}
