namespace RayNet.Runtime.Control;

/// <summary>What the head knows of a placement group.</summary>
/// <param name="Registration">As it was asked for.</param>
/// <param name="State">Its state.</param>
/// <param name="Nodes">The node of each bundle, or default.</param>
/// <param name="Prepared">Which bundles hold their resources.</param>
/// <param name="Committed">Which of them work may use.</param>
/// <param name="Attempt">How often a place was looked for and found.</param>
/// <param name="Reason">Why it has no place.</param>
/// <param name="Found">How many bundles would have found one.</param>
/// <param name="Order">Earlier groups are placed first.</param>
/// <param name="Version">Grows with each change.</param>
internal sealed record PlacementGroupRecord(
    PlacementGroupRegistration Registration,
    PlacementGroupState State,
    NodeId[] Nodes,
    bool[] Prepared,
    bool[] Committed,
    int Attempt,
    PendingReason Reason,
    int Found,
    long Order,
    long Version);
