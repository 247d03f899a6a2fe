using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster;

/// <summary>What creations of actors belong to while they travel.</summary>
internal sealed class CreationHome(ClusterRuntime runtime) : CallHome
{
    internal override void OnAwaited(ObjectCell cell) => runtime.OnAwaited(cell);

    internal override bool Cancel(ObjectCell call, bool force, bool recursive) => false;

    internal override PendingExplanation Explain(ObjectCell call) => new(PendingReason.WaitingForActorCreation, "The actor is being created.");

    internal override string NameOf(ObjectCell call) => call.Method?.Name ?? "a creation";
}
