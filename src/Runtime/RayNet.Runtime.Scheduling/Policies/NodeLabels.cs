namespace RayNet.Runtime.Policies;

/// <summary>The labels that every node has.</summary>
internal static class NodeLabels
{
    internal const string NodeId = "raynet.io/node-id";
    internal const string NodeName = "raynet.io/node-name";

    /// <summary>A node's labels with the built-in ones, which win.</summary>
    internal static Dictionary<string, string> Complete(NodeId id, string name, IReadOnlyDictionary<string, string> own) =>
        new(own, StringComparer.Ordinal) { [NodeId] = id.ToString(), [NodeName] = name };
}
