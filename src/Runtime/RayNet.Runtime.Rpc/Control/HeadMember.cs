namespace RayNet.Runtime.Control;

/// <summary>One of the heads that share a cluster's tables.</summary>
/// <param name="Address">Where it listens: <c>host:port</c>.</param>
/// <param name="IsLeader">Whether it leads, as the one that was asked knows.</param>
/// <param name="IsReachable">Whether it was heard of lately.</param>
internal sealed record HeadMember(string Address, bool IsLeader, bool IsReachable);
