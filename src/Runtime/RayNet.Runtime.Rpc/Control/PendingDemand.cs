namespace RayNet.Runtime.Control;

/// <summary>Work that waits for resources.</summary>
/// <param name="Resources">What one run asks for.</param>
/// <param name="Count">How many wait.</param>
internal sealed record PendingDemand(Dictionary<string, double> Resources, int Count);
