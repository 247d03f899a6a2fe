using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Control;

/// <summary>What nodes are told of quotas.</summary>
/// <param name="Quotas">The quotas, or the ones that changed.</param>
/// <param name="IsComplete">Whether others do not exist.</param>
internal sealed record QuotaNews(QuotaState[] Quotas, bool IsComplete) : IBroadcast;
