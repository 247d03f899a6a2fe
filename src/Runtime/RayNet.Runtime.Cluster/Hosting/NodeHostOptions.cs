using RayNet.Runtime.Control;

namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>What a node is.</summary>
/// <param name="Info">As it announces itself.</param>
/// <param name="SessionDirectory">Where its sockets, logs and cached files go.</param>
internal sealed record NodeHostOptions(NodeInfo Info, string SessionDirectory);
