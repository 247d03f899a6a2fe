using RayNet.Runtime.Embedded;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Scheduling;

namespace RayNet.Runtime.Groups;

/// <summary>A placement group of an embedded cluster. All of its bundles are on the one node, so that they share an account.</summary>
internal sealed class EmbeddedGroup
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal EmbeddedGroup(EmbeddedCluster cluster, PlacementGroup group, BundleRequest[] bundles)
    {
        Group = group;
        Bundles = bundles;
        Demand = ResourceDemand.Sum(bundles.Select(static bundle => bundle.Demand));

        // Nothing of it is free before the node has given it.
        var account = new NodeResources(Demand);
        account.Acquire(Demand);
        Leases = new LeaseManager(cluster, account);
        _ = _ready.Task.ContinueWith(static task => task.Exception, TaskScheduler.Default);
    }

    internal PlacementGroup Group { get; }

    internal BundleRequest[] Bundles { get; }

    /// <summary>All bundles together.</summary>
    internal ResourceDemand Demand { get; }

    internal LeaseManager Leases { get; }

    internal PlacementGroupState State { get; set; }

    internal Task Ready => _ready.Task;

    /// <summary>Whether one of the bundles, or the given one, is large enough.</summary>
    internal bool CanHold(ResourceDemand demand, int bundle) => Bundles.Where((_, index) => bundle < 0 || bundle == index).Any(item => ResourceVector.From(item.Demand).Covers(demand));

    internal void SetReady() => _ready.TrySetResult();

    internal void SetRemoved() => _ready.TrySetException(new UnschedulableException(default, $"{Group} was removed. Create another one."));
}
