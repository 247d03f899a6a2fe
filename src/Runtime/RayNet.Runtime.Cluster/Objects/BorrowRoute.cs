using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Links;

namespace RayNet.Runtime.Cluster.Objects;

/// <summary>The way of a question for a value to the object's owner.</summary>
internal sealed class BorrowRoute : CallRoute
{
    internal static readonly BorrowRoute Instance = new();

    internal override void OnAnswered()
    {
    }

    internal override void OnBatchEnd()
    {
    }

    internal override void OnError(ObjectCell call, Exception exception) => call.TryFail(exception, observed: true);

    internal override void OnLost(ObjectCell call, Exception reason) =>
        call.TryFail(ReferenceTable.OwnerDied(((IBorrowedCell)call).Borrow.Id, reason), observed: true);
}
