namespace RayNet.Runtime.Cluster.Tests;

/// <summary>What survives of an account.</summary>
internal sealed record AccountState(int Sum, List<string> Entries);
