using System.Collections.Immutable;

namespace RayNet.Runtime.Policies;

/// <summary>All nodes at one moment, in the order of their ids. Never changed.</summary>
internal sealed class ClusterSnapshot
{
    internal static readonly ClusterSnapshot Empty = new([]);

    internal ClusterSnapshot(IEnumerable<SchedulableNode> nodes) => Nodes = [.. nodes.OrderBy(static node => node.Id.Origin).ThenBy(static node => node.Id.Sequence)];

    internal ImmutableArray<SchedulableNode> Nodes { get; }

    internal SchedulableNode? Find(NodeId id)
    {
        int low = 0;
        int high = Nodes.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = Compare(Nodes[middle].Id, id);
            if (order == 0)
            {
                return Nodes[middle];
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    internal static int Compare(NodeId left, NodeId right) =>
        left.Origin.CompareTo(right.Origin) is var order and not 0 ? order : left.Sequence.CompareTo(right.Sequence);
}
