namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An exception of the user.</summary>
internal sealed class ShopException(string message) : Exception(message);
