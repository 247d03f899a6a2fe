namespace RayNet.Runtime.Head.Tables;

/// <summary>What there is once in a cluster.</summary>
/// <param name="ClusterId">Made when the cluster was.</param>
/// <param name="StartedAt">When the head was started for the first time.</param>
/// <param name="LastJob">The number of the newest job.</param>
/// <param name="EndedAt">When it was stopped in good order: the next head that finds it begins a new cluster.</param>
internal sealed record ClusterMeta(ulong ClusterId, DateTime StartedAt, ulong LastJob, DateTime? EndedAt = null);
