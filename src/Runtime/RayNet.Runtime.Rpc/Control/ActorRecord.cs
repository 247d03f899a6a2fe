namespace RayNet.Runtime.Control;

/// <summary>What the head knows of an actor.</summary>
/// <param name="Registration">As it was registered.</param>
/// <param name="State">Its state.</param>
/// <param name="Process">The process that hosts it; 0 while none does.</param>
/// <param name="Node">The node of that process.</param>
/// <param name="Restarts">How often it was built again.</param>
/// <param name="Reason">Why it is dead or restarting.</param>
/// <param name="IsNew">Whether this registration made it, and did not find it.</param>
/// <param name="Version">Grows with each change. Answers and pushes travel on different ways: of two records the one with the larger version is the newer.</param>
internal sealed record ActorRecord(ActorRegistration Registration, ActorLiveness State, ulong Process, NodeId Node, int Restarts, string Reason, bool IsNew, long Version)
{
    /// <summary>How many of the restarts were moves away from nodes that left: they do not count against <see cref="ActorRegistration.MaxRestarts"/>.</summary>
    public int Moves { get; init; }
}
