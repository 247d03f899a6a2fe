using System.Globalization;
using RayNet.Runtime.Control;
using RayNet.Runtime.Queries;

namespace RayNet.Runtime.Cluster.Queries;

/// <summary>How far a question to a cluster has got: everything of earlier nodes and processes, and of this process up to a place that it knows.</summary>
/// <param name="Node">The node; default for the head, which is asked before all nodes.</param>
/// <param name="Process">A process of the node.</param>
/// <param name="Place">The place.</param>
internal sealed record ClusterPlace(NodeId Node, ulong Process, string Place)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; <see langword="null"/> for nothing.</summary>
    /// <exception cref="InvalidOptionException">It is something else.</exception>
    internal static ClusterPlace? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        string[] parts = text.Split('_');
        return parts.Length == 3
            && IdText.TryParse(parts[0], out ulong origin, out ulong sequence)
            && ulong.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong process)
            ? new ClusterPlace(new NodeId(origin, sequence), process, parts[2])
            : throw QueryChecks.Unknown(text);
    }

    /// <summary>Whether there is something to ask of a node, or whether it was read to its end.</summary>
    internal bool MayAsk(NodeId node) => Compare(node, Node) >= 0;

    /// <summary>Where a process goes on: <see langword="null"/> from its beginning. Only where <see cref="MayAsk(NodeId, ulong)"/>.</summary>
    internal string? For(NodeId node, ulong process) => node == Node && process == Process ? Place : null;

    /// <summary>Whether there is something to ask of a process.</summary>
    internal bool MayAsk(NodeId node, ulong process) => Compare(node, Node) is var order && (order > 0 || (order == 0 && process >= Process));

    internal static int Compare(NodeId left, NodeId right) => (left.Origin, left.Sequence).CompareTo((right.Origin, right.Sequence));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Node}_{Process:x}_{Place}");
}
