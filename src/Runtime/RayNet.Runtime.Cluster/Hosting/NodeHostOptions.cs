using RayNet.Runtime.Control;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>What a node is.</summary>
/// <param name="Info">As it announces itself.</param>
/// <param name="Session">The folder of this run: sockets, logs, and the list of its processes.</param>
internal sealed record NodeHostOptions(NodeInfo Info, Session Session)
{
    /// <summary>Where objects go that do not fit into memory; <see langword="null"/> for the session's folder.</summary>
    internal string? SpillDirectory { get; init; }

    /// <summary>Worker processes that share the work of a job.</summary>
    internal int WorkersPerJob { get; init; } = 1;
}
