namespace RayNet.Runtime.Tests;

/// <summary>An actor whose count survives, and that says so.</summary>
[Actor(MaxRestarts = -1)]
internal sealed class Saved : IActorState<int[]>
{
    private int _count;
    private int _restored;

    public int Add() => ++_count;

    public int Block(int gate)
    {
        _count += 100;
        Gate.Of(gate).Pass();
        return _count;
    }

    public async Task<int> AddAndSave()
    {
        _count++;
        await Ray.SnapshotAsync();
        return _count;
    }

    public int[] Look() => [_count, _restored];

    public int[] SaveState() => [_count];

    public void RestoreState(int[] state)
    {
        _count = state[0];
        _restored++;
    }
}
