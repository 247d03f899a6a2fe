namespace RayNet.Testing.Tests;

/// <summary>Counts through every end of its process.</summary>
[Actor]
internal sealed class Durable : IActorState<int>
{
    private int _count;

    public int Add() => ++_count;

    public int ProcessId() => Environment.ProcessId;

    public int SaveState() => _count;

    public void RestoreState(int state) => _count = state;
}
