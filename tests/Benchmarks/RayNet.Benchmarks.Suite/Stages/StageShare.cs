namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>How the busy time of a process is divided.</summary>
internal sealed record StageShare(Workload Workload, string Process, IReadOnlyDictionary<string, double> Shares);
