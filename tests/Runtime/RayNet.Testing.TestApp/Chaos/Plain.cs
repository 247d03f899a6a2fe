namespace RayNet.Testing.TestApp.Chaos;

/// <summary>An actor whose state ends with its process.</summary>
[Actor]
internal sealed class Plain
{
    private int _count;

    public int Add() => ++_count;
}
