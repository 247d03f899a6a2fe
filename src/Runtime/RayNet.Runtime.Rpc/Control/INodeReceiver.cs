namespace RayNet.Runtime.Control;

/// <summary>What the head tells a node.</summary>
internal interface INodeReceiver
{
    /// <summary>Nodes that joined, changed or died. The first one after a registration is complete, later ones are deltas.</summary>
    void OnView(ClusterView view);

    /// <summary>An actor was registered, moved or died; only for actors that a process of the node asked to follow, and those that the node hosts.</summary>
    void OnActor(ActorRecord actor);

    /// <summary>A job has ended: its workers, actors that are not detached, leases and objects go.</summary>
    void OnJobEnded(JobId job);

    /// <summary>Make this detached actor here, or again here. Comes again after a reconnection until the node has reported its place or failure.</summary>
    void OnPlaceActor(ActorRecord actor);

    /// <summary>Hold, use or give back bundles of a placement group.</summary>
    void OnBundles(BundleOrder order);

    /// <summary>After a reconnection: the groups that have bundles here. All others are to be given back.</summary>
    void OnGroups(PlacementGroupId[] groups);

    /// <summary>Quotas were set or removed, or somebody waits for one. Complete after a registration.</summary>
    void OnQuotas(QuotaNews news);

    /// <summary>The cluster stops, or the node was drained: end all workers, then the node.</summary>
    void OnStop(string reason);
}
