using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Effects;

/// <summary>An actor was registered, moved or died.</summary>
/// <param name="Actor">As it is now.</param>
/// <param name="Host">The node that hosts it, or did until now.</param>
internal sealed record ActorChanged(ActorRecord Actor, NodeId Host) : HeadEffect;
