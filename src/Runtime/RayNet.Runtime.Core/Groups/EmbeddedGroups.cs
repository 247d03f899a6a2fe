using RayNet.CompilerServices;
using RayNet.Runtime.Actors;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Groups;

/// <summary>The placement groups of an embedded cluster.</summary>
internal sealed class EmbeddedGroups(EmbeddedCluster cluster) : PlacementGroupHome
{
    private readonly Lock _gate = new();
    private readonly Dictionary<PlacementGroupId, EmbeddedGroup> _groups = [];
    private int _pending;

    internal override TimeProvider TimeProvider => cluster.TimeProvider;

    internal override PlacementGroup Create(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy, string? name, ActorLifetime lifetime)
    {
        cluster.CheckAlive();
        BundleRequest[] asked = BundleChecks.Read(bundles, name, lifetime);
        EmbeddedGroup group;
        lock (_gate)
        {
            if (name is not null && _groups.Values.Any(item => item.Group.Name == name))
            {
                throw new InvalidOptionException($"The name '{name}' belongs to another placement group. Choose another name, or remove that group.");
            }

            group = new EmbeddedGroup(cluster, new PlacementGroup(this, cluster.NextGroupId(), name, strategy, [.. bundles]), asked);
            _groups.Add(group.Group.Id, group);
            Volatile.Write(ref _pending, _pending + 1);
        }

        OnResourcesReleased();
        return group.Group;
    }

    internal override PlacementGroup? Find(string name)
    {
        cluster.CheckAlive();
        lock (_gate)
        {
            return _groups.Values.FirstOrDefault(group => group.Group.Name == name)?.Group;
        }
    }

    internal EmbeddedGroup? Find(PlacementGroupId id)
    {
        lock (_gate)
        {
            return _groups.GetValueOrDefault(id);
        }
    }

    internal EmbeddedGroup[] All()
    {
        lock (_gate)
        {
            return [.. _groups.Values];
        }
    }

    internal override Task ReadyAsync(PlacementGroupId id, CancellationToken cancellationToken) =>
        (Find(id)?.Ready ?? Task.FromException(new UnschedulableException(default, $"Placement group {id} was removed. Create another one."))).WaitAsync(cancellationToken);

    internal override Task<PlacementGroupState> GetStateAsync(PlacementGroupId id, CancellationToken cancellationToken) => Task.FromResult(Find(id)?.State ?? PlacementGroupState.Removed);

    internal override Task<IReadOnlyList<NodeId>> GetNodesAsync(PlacementGroupId id, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<NodeId>>(
        Find(id) is { } group ? [.. group.Bundles.Select(_ => group.State == PlacementGroupState.Created ? cluster.NodeId : default)] : []);

    internal override Task<PendingExplanation> ExplainAsync(PlacementGroupId id, CancellationToken cancellationToken)
    {
        if (Find(id) is not { } group)
        {
            return Task.FromResult(new PendingExplanation(PendingReason.NotPending, $"Placement group {id} was removed."));
        }

        if (group.State == PlacementGroupState.Created)
        {
            return Task.FromResult(new PendingExplanation(PendingReason.NotPending, $"{group.Group} is ready."));
        }

        BundlePlan plan = PlanOf(group);
        string why = plan.IsPlaced ? "the resources are in use" : $"on the one node of this program {plan.Found} of {group.Bundles.Length} bundles find a place";
        return Task.FromResult(new PendingExplanation(plan.IsPlaced ? PendingReason.WaitingForResources : plan.Reason, $"{group.Group} ({group.Group.Strategy}) is pending: {why}."));
    }

    internal override Task RemoveAsync(PlacementGroupId id, CancellationToken cancellationToken)
    {
        EmbeddedGroup? group;
        bool held;
        lock (_gate)
        {
            if (!_groups.Remove(id, out group))
            {
                return Task.CompletedTask;
            }

            held = group.State == PlacementGroupState.Created;
            Volatile.Write(ref _pending, held ? _pending : _pending - 1);
            group.State = PlacementGroupState.Removed;
        }

        group.SetRemoved();
        End(group);
        if (held)
        {
            cluster.Leases.Release(group.Demand);
        }

        return Task.CompletedTask;
    }

    /// <summary>Something is free: groups that wait are looked at in the order in which they were made.</summary>
    internal void OnResourcesReleased()
    {
        if (Volatile.Read(ref _pending) == 0)
        {
            return;
        }

        var created = new List<EmbeddedGroup>();
        lock (_gate)
        {
            foreach (EmbeddedGroup group in _groups.Values.Where(static group => group.State == PlacementGroupState.Pending).OrderBy(static group => group.Group.Id.Sequence))
            {
                if (PlanOf(group).IsPlaced && cluster.Leases.TryAcquire(group.Demand))
                {
                    group.State = PlacementGroupState.Created;
                    Volatile.Write(ref _pending, _pending - 1);
                    created.Add(group);
                }
            }
        }

        foreach (EmbeddedGroup group in created)
        {
            group.SetReady();
            group.Leases.Release(group.Demand);
        }
    }

    /// <summary>Whether the one node could hold the group if it were empty.</summary>
    private BundlePlan PlanOf(EmbeddedGroup group) => BundlePolicies.Place(cluster.Self, [.. group.Bundles], group.Group.Strategy, []);

    private void End(EmbeddedGroup group)
    {
        group.Leases.Close($"{group.Group} was removed.");
        foreach (WorkerSlot slot in group.Leases.ActiveSlots())
        {
            if (slot.Running is { Home: { } home } call)
            {
                home.Cancel(call, force: true, recursive: true);
            }
        }

        foreach (ActorHost actor in cluster.Actors.All().Where(actor => ReferenceEquals(actor.ClassHome.Leases, group.Leases)))
        {
            actor.Kill(noRestart: true);
        }
    }
}
