namespace RayNet.Cli.Views;

/// <summary>Whether a cluster answers, as JSON shows it.</summary>
internal sealed record HealthView
{
    public required bool Healthy { get; init; }

    public required string Address { get; init; }

    public required string Id { get; init; }

    public required string Version { get; init; }
}
