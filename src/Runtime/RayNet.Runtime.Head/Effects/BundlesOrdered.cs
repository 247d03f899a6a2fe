using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Effects;

/// <summary>A node is to hold, use or give back bundles of a placement group.</summary>
internal sealed record BundlesOrdered(NodeId Node, BundleOrder Order) : HeadEffect;
