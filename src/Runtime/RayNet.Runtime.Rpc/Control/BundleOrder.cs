namespace RayNet.Runtime.Control;

/// <summary>What the head tells a node of a placement group. It may come twice.</summary>
/// <param name="Group">The group.</param>
/// <param name="Attempt">Counts the group's attempts to find a place: answers to earlier ones are old.</param>
/// <param name="Phase">What to do.</param>
/// <param name="Indexes">With which bundles.</param>
/// <param name="Units">What each of them holds, in units of 1/10000, by name.</param>
internal sealed record BundleOrder(PlacementGroupId Group, int Attempt, BundlePhase Phase, int[] Indexes, Dictionary<string, long>[] Units);
