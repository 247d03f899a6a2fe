namespace RayNet.Cli.Views;

/// <summary>A cluster as a whole, as JSON shows it.</summary>
internal sealed record StatusView
{
    public required ClusterView Cluster { get; init; }

    /// <summary>All heads; empty where there is a single one.</summary>
    public required IReadOnlyList<HeadView> Heads { get; init; }

    public required IReadOnlyList<ResourceView> Resources { get; init; }

    public required IReadOnlyList<NodeView> Nodes { get; init; }

    public required IReadOnlyList<DemandView> Pending { get; init; }

    public required IReadOnlyList<JobView> Jobs { get; init; }
}
