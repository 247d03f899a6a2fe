namespace RayNet.Cli.Views;

/// <summary>A cluster as a whole, as JSON shows it.</summary>
internal sealed record StatusView
{
    public required ClusterView Cluster { get; init; }

    public required IReadOnlyList<ResourceView> Resources { get; init; }

    public required IReadOnlyList<NodeView> Nodes { get; init; }

    public required IReadOnlyList<DemandView> Pending { get; init; }

    public required IReadOnlyList<JobView> Jobs { get; init; }
}
