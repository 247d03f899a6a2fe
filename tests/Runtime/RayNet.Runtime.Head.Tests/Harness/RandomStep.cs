namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>A command by numbers.</summary>
internal sealed record RandomStep(int Kind, int Node, int Actor, int Choice, int Seconds);
