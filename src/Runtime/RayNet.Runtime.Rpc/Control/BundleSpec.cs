namespace RayNet.Runtime.Control;

/// <summary>A bundle of a placement group.</summary>
/// <param name="Units">What it holds, in units of 1/10000, by name.</param>
/// <param name="Selector">Labels that its node must have: conditions as text.</param>
internal sealed record BundleSpec(Dictionary<string, long> Units, string[] Selector);
