using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Effects;

/// <summary>A node is to make an actor.</summary>
internal sealed record ActorPlaced(NodeId Node, ActorRecord Actor) : HeadEffect;
