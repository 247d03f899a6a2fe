namespace RayNet.Abstractions.Tests.Remote;

/// <summary>A type that no signature contains: references refer to it.</summary>
public sealed record OnlyReferred(string Text);
