namespace RayNet.Runtime.Control;

/// <summary>Where a process is reached.</summary>
/// <param name="Process">The process in RayNet's numbering: the origin of the ids that it makes.</param>
/// <param name="Node">The node that it belongs to.</param>
/// <param name="Lane">The path of its socket on the node's machine; empty where it has none.</param>
/// <param name="NodeAddress">The node's gRPC endpoint as <c>host:port</c>; empty for a node that only its own process uses.</param>
/// <param name="ProcessId">The operating system's id.</param>
internal sealed record ProcessAddress(ulong Process, NodeId Node, string Lane, string NodeAddress, int ProcessId);
