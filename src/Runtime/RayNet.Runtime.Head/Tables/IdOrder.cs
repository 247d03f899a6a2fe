namespace RayNet.Runtime.Head.Tables;

/// <summary>Ids by origin, then by number: a fixed order, so that whatever walks a table does so alike everywhere.</summary>
internal sealed class IdOrder : IComparer<NodeId>, IComparer<JobId>, IComparer<ActorId>, IComparer<PlacementGroupId>
{
    internal static readonly IdOrder Instance = new();

    private IdOrder()
    {
    }

    public int Compare(NodeId x, NodeId y) => Compare(x.Origin, x.Sequence, y.Origin, y.Sequence);

    public int Compare(JobId x, JobId y) => Compare(x.Origin, x.Sequence, y.Origin, y.Sequence);

    public int Compare(ActorId x, ActorId y) => Compare(x.Origin, x.Sequence, y.Origin, y.Sequence);

    public int Compare(PlacementGroupId x, PlacementGroupId y) => Compare(x.Origin, x.Sequence, y.Origin, y.Sequence);

    private static int Compare(ulong origin, ulong sequence, ulong otherOrigin, ulong otherSequence) =>
        origin.CompareTo(otherOrigin) is var order and not 0 ? order : sequence.CompareTo(otherSequence);
}
