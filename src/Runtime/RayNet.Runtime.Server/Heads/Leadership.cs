using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Head.Shared;

namespace RayNet.Runtime.Server.Heads;

/// <summary>A head's time as the leader of several.</summary>
/// <param name="Lease">The leadership.</param>
/// <param name="Storage">What the heads share.</param>
internal sealed record Leadership(HeadLease Lease, ISharedStorage Storage)
{
    /// <summary>Why this head answers nothing; <see langword="null"/> while it leads.</summary>
    internal RayException? Refusal(string own) => Lease.IsHeld ? null : HeadErrors.NotLeader(own, Storage.Leader == own ? string.Empty : Storage.Leader);

    /// <summary>All heads, the own one first: what others find the cluster by.</summary>
    internal static ClusterAddress AddressOf(ISharedStorage storage, ClusterAddress own) => own with
    {
        Others = [.. storage.Members.Where(head => head.Address != own.HostAndPort).Select(head => ClusterAddress.Parse(head.Address)).Select(head => own with { Host = head.Host, Port = head.Port, Others = [] })],
    };
}
