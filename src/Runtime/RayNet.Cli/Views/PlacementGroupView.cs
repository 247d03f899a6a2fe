namespace RayNet.Cli.Views;

/// <summary>A placement group, as JSON shows it.</summary>
internal sealed record PlacementGroupView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Namespace { get; init; }

    /// <summary>pending, created or rescheduling.</summary>
    public required string State { get; init; }

    /// <summary>pack, strictPack, spread or strictSpread.</summary>
    public required string Strategy { get; init; }

    public required string Job { get; init; }

    public required bool IsDetached { get; init; }

    /// <summary>The node of each bundle; empty for one that has none.</summary>
    public required IReadOnlyList<string> Nodes { get; init; }

    public required string Reason { get; init; }
}
