namespace RayNet.Runtime.Tests;

/// <summary>Immutable by the look of it.</summary>
internal sealed record Point(int X, string Name);
