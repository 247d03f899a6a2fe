namespace RayNet.Runtime.Cluster.Hosting;

/// <summary>Whom a link is for. Who opens it stands in its greeting.</summary>
/// <param name="Target">The process that is wanted, in RayNet's numbering; 0 for the node itself.</param>
/// <param name="SourceNode">The node that it comes from; default for a driver that belongs to none.</param>
internal sealed record LinkRequest(ulong Target, NodeId SourceNode);
