namespace RayNet;

/// <summary>An attempt of a task that failed.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="NodeId">The node that it ran on.</param>
/// <param name="Error">Why it failed: the exception's type and message.</param>
public sealed record TaskAttempt(int Number, NodeId NodeId, string Error);
