namespace RayNet.Benchmarks.Work;

/// <summary>A small value that is not immutable, so that RayNet copies it.</summary>
public sealed record Record(int Id, string Name, double Weight, int[] Values);
