using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>What put objects belong to.</summary>
internal sealed class StoredHome(ClusterRuntime runtime) : CallHome
{
    internal override void OnAwaited(ObjectCell cell) => runtime.OnAwaited(cell);

    internal override void OnUnreferenced(ObjectCell cell) => runtime.Objects.OnUnreferenced(cell);

    internal override bool Cancel(ObjectCell call, bool force, bool recursive) => false;

    internal override PendingExplanation Explain(ObjectCell call) => new(PendingReason.NotPending, "The object was put; nothing is pending.");

    internal override string NameOf(ObjectCell call) => "a put object";
}
