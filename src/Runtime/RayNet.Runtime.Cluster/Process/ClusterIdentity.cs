using RayNet.Runtime.Embedded;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster;

/// <summary>Who a process is in its cluster.</summary>
/// <param name="Kind">Driver or worker.</param>
/// <param name="Process">The origin of the ids that it makes.</param>
/// <param name="Node">Its node.</param>
/// <param name="Job">Its job.</param>
/// <param name="BuildId">The identity of its deployment.</param>
/// <param name="Token">What opens links inside the cluster.</param>
/// <param name="Lane">The path of its socket.</param>
internal sealed record ClusterIdentity(ProcessKind Kind, ulong Process, NodeId Node, JobId Job, string BuildId, string Token, string Lane)
{
    internal LinkHello ToHello() => new()
    {
        Version = RayNetVersion.Text,
        Kind = Kind,
        Process = Process,
        Node = Node,
        Job = Job,
        BuildId = BuildId,
        Token = Token,
        ProcessId = Environment.ProcessId,
        Lane = Lane,
    };
}
