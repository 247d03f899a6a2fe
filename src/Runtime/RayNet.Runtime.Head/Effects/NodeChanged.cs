namespace RayNet.Runtime.Head.Effects;

/// <summary>A node joined, changed or died. What is urgent goes out at once; changed figures are gathered.</summary>
internal sealed record NodeChanged(NodeId Node, bool IsUrgent) : HeadEffect;
