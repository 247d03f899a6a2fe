namespace RayNet.Roslyn.Model;

/// <summary>A declared concurrency group.</summary>
internal sealed record ConcurrencyGroupModel(string Name, int MaxConcurrency);
