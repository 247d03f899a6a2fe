namespace RayNet.Runtime.Control;

/// <summary>What a request says of the node, besides resources.</summary>
/// <param name="Kind">How the node is chosen: default, spread, on one node, or softly on one node, from 0.</param>
/// <param name="Node">For the last two: the node.</param>
/// <param name="Selectors">Labels asked for, and what will do instead, in order: the conditions of each as text.</param>
internal sealed record SchedulingSpec(int Kind, NodeId Node, string[][] Selectors)
{
    /// <summary>The placement group whose bundle it runs in; default for none. <see cref="Node"/> then has that bundle.</summary>
    public PlacementGroupId Group { get; init; }

    /// <summary>The bundle.</summary>
    public int Bundle { get; init; }
}
