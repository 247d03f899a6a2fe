namespace RayNet.Cli.Views;

/// <summary>All object stores, as JSON shows them.</summary>
internal sealed record MemoryView
{
    public required IReadOnlyList<StoreView> Stores { get; init; }

    /// <summary>The largest objects of each node.</summary>
    public required IReadOnlyList<ObjectView> Objects { get; init; }

    /// <summary>Nodes that did not answer.</summary>
    public required IReadOnlyList<NodeErrorView> Errors { get; init; }
}
