namespace RayNet.Benchmarks.Suite.Stages;

/// <summary>A thread that was seen at one moment.</summary>
/// <param name="Frames">Its methods, the innermost first.</param>
internal sealed record StackSample(IReadOnlyList<string> Frames);
