namespace RayNet.Cli.Views;

/// <summary>What identifies a cluster, as JSON shows it.</summary>
internal sealed record ClusterView
{
    public required string Id { get; init; }

    public required string Address { get; init; }

    public required string Version { get; init; }

    public required DateTime StartedAt { get; init; }
}
