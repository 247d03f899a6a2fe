namespace RayNet.Testing.Nodes;

/// <summary>A node's resources by name.</summary>
internal static class NodeResources
{
    internal static Dictionary<string, double> Of(NodeOptions node)
    {
        var resources = new Dictionary<string, double>(node.Resources, StringComparer.Ordinal) { ["CPU"] = node.NumCpus };
        if (node.NumGpus > 0)
        {
            resources["GPU"] = node.NumGpus;
        }

        return resources;
    }
}
