namespace RayNet.Cli.Views;

/// <summary>The object store of a node, as JSON shows it.</summary>
internal sealed record StoreView
{
    public required string Node { get; init; }

    public required string Name { get; init; }

    public required long Used { get; init; }

    public required long Capacity { get; init; }

    public required long Spilled { get; init; }

    public required int Objects { get; init; }
}
