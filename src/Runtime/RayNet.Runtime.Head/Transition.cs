using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Effects;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Rules;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head;

/// <summary>One command's way from a state to the next. All changes of tables pass here, so that indexes, effects and the store agree.</summary>
internal sealed class Transition(HeadState state, HeadLimits limits, DateTime time)
{
    internal const string MetaKey = "meta";

    internal HeadState State { get; private set; } = time > state.Time ? state with { Time = time } : state;

    internal HeadLimits Limits => limits;

    internal DateTime Time => State.Time;

    internal List<HeadEffect> Effects { get; } = [];

    internal List<RecordChange> Changes { get; } = [];

    internal JobId NextJobId()
    {
        ClusterMeta meta = State.Meta with { LastJob = State.Meta.LastJob + 1 };
        State = State with { Meta = meta };
        Changes.Add(new RecordChange(RecordTable.Meta, MetaKey, meta));
        return new JobId(meta.ClusterId, meta.LastJob);
    }

    internal void EndCluster()
    {
        ClusterMeta meta = State.Meta with { EndedAt = Time };
        State = State with { Meta = meta };
        Changes.Add(new RecordChange(RecordTable.Meta, MetaKey, meta));
    }

    internal void Set(NodeRecord node)
    {
        State = State with { Nodes = State.Nodes.SetItem(node.Info.Id, node), Version = State.Version + 1 };
        Effects.Add(new NodeChanged(node.Info.Id, IsUrgent: true));
        Changes.Add(new RecordChange(RecordTable.Nodes, node.Info.Id.ToString(), node));
    }

    /// <summary>New figures of a node: they are not stored, and not urgent.</summary>
    internal void SetReport(NodeRecord node, bool isNews)
    {
        State = State with { Nodes = State.Nodes.SetItem(node.Info.Id, node), Version = State.Version + (isNews ? 1 : 0) };
        if (isNews)
        {
            Effects.Add(new NodeChanged(node.Info.Id, IsUrgent: false));
        }
    }

    internal void AddEnded(NodeId node) => State = State with { EndedNodes = State.EndedNodes.Add(node, Time) };

    internal void ForgetFirstEndedNode(NodeId node)
    {
        State = State with { EndedNodes = State.EndedNodes.RemoveFirst(), Nodes = State.Nodes.Remove(node) };
        Changes.Add(new RecordChange(RecordTable.Nodes, node.ToString(), null));
    }

    internal void Set(JobRecord job)
    {
        State = State with { Jobs = State.Jobs.SetItem(job.Id, job) };
        Changes.Add(new RecordChange(RecordTable.Jobs, job.Id.ToString(), job));
    }

    internal void AddEnded(JobId job)
    {
        State = State with { EndedJobs = State.EndedJobs.Add(job, Time) };
        Effects.Add(new JobEnded(job));
    }

    internal void ForgetFirstEndedJob(JobId job)
    {
        State = State with { EndedJobs = State.EndedJobs.RemoveFirst(), Jobs = State.Jobs.Remove(job) };
        Changes.Add(new RecordChange(RecordTable.Jobs, job.ToString(), null));
    }

    /// <summary>The job stays for another while: an actor that outlives it needs its deployment.</summary>
    internal void KeepFirstEndedJob(JobId job) => State = State with { EndedJobs = State.EndedJobs.RemoveFirst().Add(job, Time) };

    /// <summary>Stores an actor; returns it with its new version.</summary>
    internal ActorRecord Set(ActorRecord actor)
    {
        ActorId id = actor.Registration.Id;
        ActorRecord? previous = State.Actors.GetValueOrDefault(id);
        ActorRecord next = actor with { Version = State.Version + 1 };
        State = State with
        {
            Actors = State.Actors.SetItem(id, next),
            Version = next.Version,
            Names = ChangeName(previous, next),
            Unplaced = ActorRules.IsUnplaced(next) ? State.Unplaced.Add(id) : State.Unplaced.Remove(id),
        };
        ChangePlacements(previous, next);
        if (next.State == ActorLiveness.Dead)
        {
            State = State with { EndedActors = State.EndedActors.Add(id, Time) };
        }

        Effects.Add(new ActorChanged(next, next.Node == default && previous is not null ? previous.Node : next.Node));
        Changes.Add(new RecordChange(RecordTable.Actors, id.ToString(), next));
        return next;
    }

    internal void ForgetFirstEndedActor(ActorId actor)
    {
        State = State with { EndedActors = State.EndedActors.RemoveFirst(), Actors = State.Actors.Remove(actor) };
        Changes.Add(new RecordChange(RecordTable.Actors, actor.ToString(), null));
    }

    /// <summary>Stores a placement group; returns it with its new version.</summary>
    internal PlacementGroupRecord Set(PlacementGroupRecord group)
    {
        PlacementGroupId id = group.Registration.Id;
        PlacementGroupRecord next = group with { Version = State.Version + 1 };
        State = State with
        {
            Groups = State.Groups.SetItem(id, next),
            PendingGroups = next.State == PlacementGroupState.Created ? State.PendingGroups.Remove(id) : State.PendingGroups.Add(id),
            Version = next.Version,
        };
        Effects.Add(new GroupChanged(id));
        Changes.Add(new RecordChange(RecordTable.Groups, id.ToString(), next));
        return next;
    }

    internal void Remove(PlacementGroupRecord group)
    {
        PlacementGroupId id = group.Registration.Id;
        State = State with { Groups = State.Groups.Remove(id), PendingGroups = State.PendingGroups.Remove(id), Version = State.Version + 1 };
        Effects.Add(new GroupChanged(id));
        Changes.Add(new RecordChange(RecordTable.Groups, id.ToString(), null));
    }

    internal void Set(QuotaRecord quota)
    {
        State = State with { Quotas = State.Quotas.SetItem(quota.Name, quota) };
        Effects.Add(new QuotaChanged(quota.Name, IsWanted: false));
        Changes.Add(new RecordChange(RecordTable.Quotas, quota.Name, quota));
    }

    internal void Remove(QuotaRecord quota)
    {
        State = State with { Quotas = State.Quotas.Remove(quota.Name) };
        Effects.Add(new QuotaChanged(quota.Name, IsWanted: false));
        Changes.Add(new RecordChange(RecordTable.Quotas, quota.Name, null));
    }

    /// <summary>What a node holds of quotas; it says so itself, so it is not stored.</summary>
    internal void SetHolds(NodeId node, System.Collections.Immutable.ImmutableArray<QuotaHold> holds) => State = State with { QuotaHolds = State.QuotaHolds.SetItem(node, holds) };

    internal void RemoveHolds(NodeId node) => State = State with { QuotaHolds = State.QuotaHolds.Remove(node) };

    internal void Set(KeyEntry entry)
    {
        RemoveKey(entry.Keyspace, entry.Key);
        State = State with { Keys = State.Keys.Add(entry), KeyBytes = State.KeyBytes + entry.Size };
        Changes.Add(new RecordChange(RecordTable.Keys, StoreKey(entry.Keyspace, entry.Key), entry));
    }

    internal bool RemoveKey(string keyspace, string key)
    {
        if (State.FindKey(keyspace, key) is not { } entry)
        {
            return false;
        }

        State = State with { Keys = State.Keys.Remove(entry), KeyBytes = State.KeyBytes - entry.Size };
        Changes.Add(new RecordChange(RecordTable.Keys, StoreKey(keyspace, key), null));
        return true;
    }

    // The length keeps a keyspace apart from what a key begins with.
    private static string StoreKey(string keyspace, string key) => $"{keyspace.Length}:{keyspace}{key}";

    private System.Collections.Immutable.ImmutableDictionary<ActorName, ActorId> ChangeName(ActorRecord? previous, ActorRecord next)
    {
        if (next.Registration.Name.Length == 0)
        {
            return State.Names;
        }

        var name = new ActorName(next.Registration.Namespace, next.Registration.Name);
        return previous is null
            ? next.State == ActorLiveness.Dead ? State.Names : State.Names.Add(name, next.Registration.Id)
            : next.State == ActorLiveness.Dead ? State.Names.Remove(name) : State.Names;
    }

    private void ChangePlacements(ActorRecord? previous, ActorRecord next)
    {
        NodeId before = previous is not null && ActorRules.IsBeingMade(previous) ? previous.Node : default;
        NodeId after = ActorRules.IsBeingMade(next) ? next.Node : default;
        if (before == after)
        {
            return;
        }

        if (before != default)
        {
            NodePlacements rest = State.Placements[before].Remove(previous!.Registration);
            State = State with { Placements = rest.Count == 0 ? State.Placements.Remove(before) : State.Placements.SetItem(before, rest) };
        }

        if (after != default)
        {
            State = State with { Placements = State.Placements.SetItem(after, State.Placements.GetValueOrDefault(after, NodePlacements.None).Add(next.Registration)) };
        }
    }
}
