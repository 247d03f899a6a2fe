namespace RayNet;

/// <summary>A quota and its use.</summary>
/// <param name="Quota">The quota.</param>
/// <param name="Used">What its jobs hold, and what nodes keep for them for a moment, by resource name.</param>
/// <param name="Jobs">Its jobs that run.</param>
public sealed record QuotaUsage(Quota Quota, IReadOnlyDictionary<string, double> Used, int Jobs);
