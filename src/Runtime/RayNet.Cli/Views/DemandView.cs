namespace RayNet.Cli.Views;

/// <summary>Work that waits for resources, as JSON shows it.</summary>
internal sealed record DemandView
{
    public required IReadOnlyDictionary<string, double> Resources { get; init; }

    public required int Count { get; init; }
}
