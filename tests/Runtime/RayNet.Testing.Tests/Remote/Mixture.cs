namespace RayNet.Testing.Tests;

/// <summary>Values of several kinds.</summary>
internal sealed record Mixture(int Integer, double Real, string Text, List<int> List);
