namespace RayNet.Runtime.Control;

/// <summary>A right to push work of one scheduling class to one worker.</summary>
/// <param name="Node">The node that granted it.</param>
/// <param name="Number">A number that the node has not used before.</param>
internal readonly record struct LeaseId(NodeId Node, long Number);
