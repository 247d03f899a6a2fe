namespace RayNet.Runtime.Control;

/// <summary>
/// A change of an actor's state. A node that cannot make a detached actor that it was given hands it back: <see cref="ActorLiveness.Pending"/>
/// with its own id and no process.
/// </summary>
/// <param name="Id">The actor.</param>
/// <param name="State">Its new state.</param>
/// <param name="Process">The process that hosts it; 0 while none does.</param>
/// <param name="Node">The node of that process.</param>
/// <param name="Restarts">How often it was built again.</param>
/// <param name="Reason">Why it is dead or restarting.</param>
internal sealed record ActorUpdate(ActorId Id, ActorLiveness State, ulong Process, NodeId Node, int Restarts, string Reason);
