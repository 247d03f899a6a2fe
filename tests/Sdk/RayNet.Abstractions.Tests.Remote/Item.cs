namespace RayNet.Abstractions.Tests.Remote;

public sealed record Item(string Name, int[] Numbers);
