namespace RayNet.Runtime.Control;

/// <summary>A quota and its use.</summary>
/// <param name="Quota">The quota.</param>
/// <param name="Used">What the team's jobs hold, or nodes hold for them: units by resource.</param>
/// <param name="Jobs">The team's jobs that run.</param>
/// <param name="IsWanted">Somebody has asked for more than is left: what is not needed is to be given back at once.</param>
internal sealed record QuotaState(QuotaRecord Quota, Dictionary<string, long> Used, int Jobs, bool IsWanted);
