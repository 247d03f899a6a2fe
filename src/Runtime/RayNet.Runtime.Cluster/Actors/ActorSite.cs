namespace RayNet.Runtime.Cluster.Actors;

/// <summary>Where an actor is, as one value that is replaced as a whole.</summary>
/// <param name="Process">The process that hosts it; 0 while none does.</param>
/// <param name="Node">That process's node.</param>
/// <param name="IsBuilt">Whether its constructor has ended there, as far as its owner knows; whoever has borrowed it was told of it only afterwards.</param>
internal sealed record ActorSite(ulong Process, NodeId Node, bool IsBuilt)
{
    internal static readonly ActorSite None = new(0, default, IsBuilt: false);
}
