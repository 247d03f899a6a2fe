namespace RayNet.Runtime.Head.Storage;

/// <summary>The tables of the head. Numbers are stored and never reused.</summary>
internal enum RecordTable
{
    /// <summary>One <see cref="Tables.ClusterMeta"/>.</summary>
    Meta = 0,

    /// <summary>Nodes: <see cref="Control.NodeRecord"/>.</summary>
    Nodes = 1,

    /// <summary>Jobs: <see cref="Control.JobRecord"/>.</summary>
    Jobs = 2,

    /// <summary>Actors: <see cref="Control.ActorRecord"/>.</summary>
    Actors = 3,

    /// <summary>Values by key: <see cref="Tables.KeyEntry"/>.</summary>
    Keys = 4,

    /// <summary>Placement groups: <see cref="Control.PlacementGroupRecord"/>.</summary>
    Groups = 5,

    /// <summary>Quotas: <see cref="Control.QuotaRecord"/>.</summary>
    Quotas = 6,
}
