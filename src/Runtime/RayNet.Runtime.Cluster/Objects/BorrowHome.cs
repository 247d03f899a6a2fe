using RayNet.CompilerServices;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>What borrowed cells belong to.</summary>
internal sealed class BorrowHome(ClusterRuntime runtime) : CallHome
{
    internal override void OnAwaited(ObjectCell cell)
    {
        cell.SetWanted();
        if (cell.Location is not null)
        {
            runtime.Objects.Fetch(cell);
        }
        else
        {
            runtime.References.Request(cell);
        }

        Links.PeerLink.FlushDirty();
    }

    internal override void OnUnreferenced(ObjectCell cell) => runtime.References.Release(((IBorrowedCell)cell).Borrow);

    internal override bool Cancel(ObjectCell call, bool force, bool recursive) => runtime.References.CancelAtOwner(call, force, recursive);

    internal override PendingExplanation Explain(ObjectCell call) => new(
        PendingReason.Running,
        $"The object belongs to process {((IBorrowedCell)call).Borrow.Id.Origin:x16}, which has not made it yet.");

    internal override string NameOf(ObjectCell call) => $"object {((IBorrowedCell)call).Borrow.Id}";
}
