namespace RayNet.Cli.Views;

/// <summary>A resource of the whole cluster, as JSON shows it.</summary>
internal sealed record ResourceView
{
    public required string Name { get; init; }

    public required double Used { get; init; }

    public required double Total { get; init; }
}
