using RayNet.Benchmarks.Suite.Results;

namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>How the busy time of a process is divided.</summary>
internal sealed record StageShare(string Process, string Metric, Measurement? Measured, IReadOnlyDictionary<string, double> Shares);
