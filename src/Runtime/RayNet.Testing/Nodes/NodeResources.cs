namespace RayNet.Testing.Nodes;

/// <summary>A node's resources by name.</summary>
internal static class NodeResources
{
    /// <summary>None is said too: the machine's own do not count.</summary>
    internal static Dictionary<string, double> Of(NodeOptions node) =>
        new Dictionary<string, double>(node.Resources, StringComparer.Ordinal) { ["CPU"] = node.NumCpus, ["GPU"] = node.NumGpus };
}
