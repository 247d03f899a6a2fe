using RayNet.Runtime.Actors;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>An actor that lives in this worker, or what is known of its end.</summary>
internal sealed class HostedActor(ActorId id, ulong owner, NodeId ownerNode, bool isDetached)
{
    internal ActorId Id { get; } = id;

    /// <summary>The process that decides when it ends.</summary>
    internal ulong Owner { get; } = owner;

    internal NodeId OwnerNode { get; } = ownerNode;

    /// <summary>Whether it outlives its owner's process.</summary>
    internal bool IsDetached { get; } = isDetached;

    internal ActorHost? Host { get; set; }

    /// <summary>Why it is dead.</summary>
    internal Exception? Death { get; set; }
}
