using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>Builds the state from stored records; indexes follow from them.</summary>
internal static class HeadLoader
{
    /// <summary>
    /// The stored state, or that of a new cluster, whose identity is stored at once. A cluster that was stopped in good order is over: what
    /// is stored of it goes.
    /// </summary>
    internal static HeadState Open(IHeadStore store, ulong newClusterId, DateTime now, bool isNewCluster = false)
    {
        IReadOnlyList<RecordChange> records = store.Load();
        HeadState state = HeadState.Create(newClusterId, now);
        ClusterMeta? stored = records.Select(static record => record.Record).OfType<ClusterMeta>().FirstOrDefault();
        if (stored is { EndedAt: null } && !isNewCluster)
        {
            return Load(state, records);
        }

        store.Commit([.. records.Select(static record => record with { Record = null }), new RecordChange(RecordTable.Meta, Transition.MetaKey, state.Meta)]);
        return state;
    }

    private static HeadState Load(HeadState state, IReadOnlyList<RecordChange> records)
    {
        foreach (RecordChange stored in records)
        {
            state = stored.Record switch
            {
                ClusterMeta meta => state with { Meta = meta },
                NodeRecord node => state with { Nodes = state.Nodes.SetItem(node.Info.Id, node) },
                JobRecord job => state with { Jobs = state.Jobs.SetItem(job.Id, job) },
                ActorRecord actor => AddActor(state, actor),
                PlacementGroupRecord group => AddGroup(state, group),
                QuotaRecord quota => state with { Quotas = state.Quotas.SetItem(quota.Name, quota) },
                KeyEntry key => state with { Keys = state.Keys.Add(key), KeyBytes = state.KeyBytes + key.Size },
                _ => state,
            };
        }

        return AddEnded(state);
    }

    private static HeadState AddActor(HeadState state, ActorRecord actor)
    {
        ActorRegistration registration = actor.Registration;
        state = state with { Actors = state.Actors.SetItem(registration.Id, actor), Version = Math.Max(state.Version, actor.Version) };
        if (registration.Name.Length > 0 && actor.State != ActorLiveness.Dead)
        {
            state = state with { Names = state.Names.SetItem(new ActorName(registration.Namespace, registration.Name), registration.Id) };
        }

        if (ActorRules.IsUnplaced(actor))
        {
            state = state with { Unplaced = state.Unplaced.Add(registration.Id) };
        }
        else if (ActorRules.IsBeingMade(actor))
        {
            state = state with { Placements = state.Placements.SetItem(actor.Node, state.Placements.GetValueOrDefault(actor.Node, NodePlacements.None).Add(registration)) };
        }

        return state;
    }

    private static HeadState AddGroup(HeadState state, PlacementGroupRecord group) => state with
    {
        Groups = state.Groups.SetItem(group.Registration.Id, group),
        PendingGroups = group.State == PlacementGroupState.Created ? state.PendingGroups : state.PendingGroups.Add(group.Registration.Id),
        Version = Math.Max(state.Version, group.Version),
    };

    private static HeadState AddEnded(HeadState state)
    {
        EndedQueue<NodeId> nodes = state.EndedNodes;
        foreach (NodeRecord node in state.Nodes.Values.Where(static node => node.EndedAt is not null).OrderBy(static node => node.EndedAt))
        {
            nodes = nodes.Add(node.Info.Id, node.EndedAt!.Value);
        }

        EndedQueue<JobId> jobs = state.EndedJobs;
        foreach (JobRecord job in state.Jobs.Values.Where(static job => job.EndedAt is not null).OrderBy(static job => job.EndedAt))
        {
            jobs = jobs.Add(job.Id, job.EndedAt!.Value);
        }

        // When an actor died is not stored: a restart shows the dead ones for another while.
        EndedQueue<ActorId> actors = state.EndedActors;
        foreach (ActorRecord actor in state.Actors.Values.Where(static actor => actor.State == ActorLiveness.Dead).OrderBy(static actor => actor.Version))
        {
            actors = actors.Add(actor.Registration.Id, state.Time);
        }

        return state with { EndedNodes = nodes, EndedJobs = jobs, EndedActors = actors };
    }
}
