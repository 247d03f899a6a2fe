using RayNet.CompilerServices;
using RayNet.Runtime.Control;
using RayNet.Runtime.Groups;
using RayNet.Runtime.Resources;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Groups;

/// <summary>Placement groups of a process that is part of a cluster: the head keeps them.</summary>
internal sealed class RemoteGroups(ClusterRuntime runtime) : PlacementGroupHome
{
    internal override TimeProvider TimeProvider => runtime.TimeProvider;

    internal override PlacementGroup Create(IReadOnlyList<PlacementBundle> bundles, PlacementStrategy strategy, string? name, ActorLifetime lifetime)
    {
        runtime.CheckAlive();
        BundleRequest[] asked = BundleChecks.Read(bundles, name, lifetime);
        Link.YieldInline();
        PlacementGroupRecord record = runtime.Head.RegisterGroupAsync(new PlacementGroupRegistration(
            runtime.NextGroupId(),
            name ?? string.Empty,
            runtime.Options.Namespace,
            runtime.JobId,
            runtime.Process,
            runtime.NodeId,
            lifetime == ActorLifetime.Detached,
            strategy,
            [.. asked.Select(static bundle => new BundleSpec(bundle.Demand.ToUnits(), [.. bundle.Selector.Requirements.Select(static item => item.ToString())]))])).GetAwaiter().GetResult();
        return new PlacementGroup(this, record.Registration.Id, name, strategy, [.. bundles]);
    }

    internal override PlacementGroup? Find(string name)
    {
        runtime.CheckAlive();
        Link.YieldInline();
        return runtime.Head.FindGroupAsync(runtime.Options.Namespace, name).GetAwaiter().GetResult() is { } record
            ? new PlacementGroup(this, record.Registration.Id, name, record.Registration.Strategy, [.. record.Registration.Bundles.Select(Describe)])
            : null;
    }

    internal override async Task ReadyAsync(PlacementGroupId id, CancellationToken cancellationToken) => await WhenCreatedAsync(id, cancellationToken).ConfigureAwait(false);

    internal override async Task<PlacementGroupState> GetStateAsync(PlacementGroupId id, CancellationToken cancellationToken) =>
        (await GetAsync(id, cancellationToken).ConfigureAwait(false))?.State ?? PlacementGroupState.Removed;

    internal override async Task<IReadOnlyList<NodeId>> GetNodesAsync(PlacementGroupId id, CancellationToken cancellationToken) =>
        await GetAsync(id, cancellationToken).ConfigureAwait(false) is { } record
            ? [.. record.Nodes.Select((node, bundle) => record.Committed[bundle] ? node : default)]
            : [];

    internal override async Task<PendingExplanation> ExplainAsync(PlacementGroupId id, CancellationToken cancellationToken)
    {
        PlacementGroupRecord? record = await GetAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null
            ? new PendingExplanation(PendingReason.NotPending, $"Placement group {id} was removed.")
            : Explain(record);
    }

    internal override Task RemoveAsync(PlacementGroupId id, CancellationToken cancellationToken)
    {
        runtime.CheckAlive();
        return runtime.Head.RemoveGroupAsync(id, cancellationToken);
    }

    /// <summary>The group when every bundle holds its resources.</summary>
    /// <exception cref="UnschedulableException">It was removed.</exception>
    internal async Task<PlacementGroupRecord> WhenCreatedAsync(PlacementGroupId id, CancellationToken cancellationToken)
    {
        long version = -1;
        while (true)
        {
            runtime.CheckAlive();
            PlacementGroupRecord? record = await runtime.Head.WaitGroupAsync(id, version, cancellationToken).ConfigureAwait(false);
            if (record is null)
            {
                throw new UnschedulableException(default, $"Placement group {id} was removed, or its job has ended. Create another one.");
            }

            if (record.State == PlacementGroupState.Created)
            {
                return record;
            }

            version = record.Version;
        }
    }

    /// <summary>The group as it is.</summary>
    internal Task<PlacementGroupRecord?> GetAsync(PlacementGroupId id, CancellationToken cancellationToken) => runtime.Head.WaitGroupAsync(id, -1, cancellationToken);

    internal static PendingExplanation Explain(PlacementGroupRecord record)
    {
        string who = record.Registration.Name.Length > 0 ? $"Placement group '{record.Registration.Name}'" : $"Placement group {record.Registration.Id}";
        int bundles = record.Nodes.Length;
        return record.State == PlacementGroupState.Created
            ? new PendingExplanation(PendingReason.NotPending, $"{who} is ready.")
            : new PendingExplanation(record.Reason, $"{who} ({record.Registration.Strategy}) is {record.State}: {record.Found} of {bundles} bundles find a node. {Why(record.Reason)}");
    }

    private static string Why(PendingReason reason) => reason switch
    {
        PendingReason.Infeasible => "Not even with all nodes empty would there be room for all: it waits for a node to join. Ask for smaller bundles, or choose another strategy.",
        PendingReason.NoNodeWithLabel => "No node has the labels of one of them: it waits for such a node to join.",
        PendingReason.WaitingForQuota => "The quota of its team has no room for the bundles; 'raynet quota list' shows its use. It waits until enough of the team's work has ended.",
        PendingReason.WaitingForResources => "The rest waits until resources are given back.",
        _ => "The nodes are asked to hold the resources.",
    };

    private static PlacementBundle Describe(BundleSpec bundle)
    {
        Dictionary<string, double> quantities = ResourceDemand.FromUnits(bundle.Units).ToDictionary();
        return new PlacementBundle
        {
            NumCpus = quantities.GetValueOrDefault("CPU"),
            NumGpus = quantities.GetValueOrDefault("GPU"),
            Memory = (long)quantities.GetValueOrDefault("memory"),
            Resources = quantities.Where(static item => !Resources.ResourceNames.IsPredefined(item.Key)).ToDictionary(StringComparer.Ordinal),
            LabelSelector = bundle.Selector.Length == 0 ? null : LabelSelector.Parse(bundle.Selector),
        };
    }
}
