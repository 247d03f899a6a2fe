using RayNet.Runtime.Actors.Snapshots;
using RayNet.Runtime.Cluster.Actors;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Execution;

/// <summary>Keeps the snapshots of an actor in the process that owns it and builds it again: the actor does not live longer than that process.</summary>
internal sealed class OwnerSnapshotStore(SnapshotExchange exchange, PeerLink owner, ActorId actor) : ISnapshotStore
{
    public Task<bool> StoreAsync(ReadOnlyMemory<byte> snapshot) => exchange.SendAsync(owner, actor, snapshot);
}
