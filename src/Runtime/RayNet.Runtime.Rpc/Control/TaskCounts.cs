namespace RayNet.Runtime.Control;

/// <summary>How many tasks of each name are how far.</summary>
/// <param name="Counts">In no order.</param>
/// <param name="Missing">Who did not answer, and why, for people.</param>
internal sealed record TaskCounts(TaskCount[] Counts, string[] Missing);
