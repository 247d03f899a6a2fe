namespace RayNet.Testing.Tests;

/// <summary>Counts through every end of its process.</summary>
[Actor]
internal sealed class Durable : IActorState<int>
{
    private int _count;

    public int Add() => ++_count;

    public async Task<int> AddAndSave()
    {
        _count++;
        await Ray.SnapshotAsync();
        return _count;
    }

    /// <summary>Counts, and gives a block of ones.</summary>
    public byte[] Make(int size)
    {
        _count++;
        return Work.Make(size, 1);
    }

    public int ProcessId() => Environment.ProcessId;

    public int SaveState() => _count;

    public void RestoreState(int state) => _count = state;
}
