namespace RayNet.Runtime.Cluster.Actors;

/// <summary>The process that hosts an actor, or why none does any more.</summary>
internal sealed record ActorPlace(ulong Process, NodeId Node, string? Death);
