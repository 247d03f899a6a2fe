namespace RayNet.Generators.Benchmarks;

/// <summary>What a step costs in a project of a size.</summary>
/// <param name="Methods">The number of remote methods.</param>
/// <param name="Milliseconds">The median of its time.</param>
/// <param name="Megabytes">The median of what it allocates, in MiB.</param>
internal readonly record struct Measurement(int Methods, double Milliseconds, double Megabytes);
