namespace RayNet.Runtime.Control;

/// <summary>What a node holds of a quota for the jobs that it runs.</summary>
/// <param name="Quota">The team.</param>
/// <param name="Held">Units that it uses, or may use by what the head has granted.</param>
/// <param name="Wanted">Units that it would like to have instead. In an answer: the same as held.</param>
internal sealed record QuotaHold(string Quota, Dictionary<string, long> Held, Dictionary<string, long> Wanted);
