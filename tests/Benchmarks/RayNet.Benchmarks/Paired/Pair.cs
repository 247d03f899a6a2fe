namespace RayNet.Benchmarks.Paired;

/// <summary>A metric and what it is compared with, run in turn so that both see the same machine.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Run">One batch.</param>
/// <param name="BaselineName">The name of the baseline.</param>
/// <param name="Baseline">One batch of the baseline.</param>
/// <param name="Limit">The largest ratio that meets the target.</param>
/// <param name="MaxBytes">The largest number of bytes that one operation may allocate.</param>
internal sealed record Pair(string Metric, Func<Task> Run, string BaselineName, Func<Task> Baseline, double Limit, int MaxBytes);
