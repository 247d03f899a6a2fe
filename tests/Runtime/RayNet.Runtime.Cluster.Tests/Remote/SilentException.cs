namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An exception of the user that no other process can build: its text is made of a number.</summary>
internal sealed class SilentException(int code) : Exception($"code {code}");
