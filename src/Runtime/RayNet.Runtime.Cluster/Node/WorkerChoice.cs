namespace RayNet.Runtime.Cluster.Node;

/// <summary>A worker, or nothing yet, or why there will be none.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Failure">Why no worker can be had.</param>
internal readonly record struct WorkerChoice(WorkerEntry? Worker, string? Failure);
