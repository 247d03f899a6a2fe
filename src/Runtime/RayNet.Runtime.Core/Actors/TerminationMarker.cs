using RayNet.CompilerServices;

namespace RayNet.Runtime.Actors;

/// <summary>The last call of a mailbox: the actor ends when every mailbox has reached it.</summary>
internal sealed class TerminationMarker(ActorHost host) : VoidCall
{
    protected override void Invoke(ExecutionFrame frame) => host.OnMarkerReached();
}
