using System.Collections.Frozen;

namespace RayNet.Runtime.Cluster.Node;

/// <summary>What all workers of a job are started with.</summary>
/// <param name="Namespace">The namespace of actor names.</param>
/// <param name="BuildId">The deployment; empty for the node's own folder.</param>
internal sealed record WorkerSetup(string Namespace, string BuildId)
{
    /// <summary>Variables on top of the node's.</summary>
    internal IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The uploaded folder that they start in a copy of; empty for an empty folder.</summary>
    internal string WorkingDirectoryId { get; init; } = string.Empty;
}
