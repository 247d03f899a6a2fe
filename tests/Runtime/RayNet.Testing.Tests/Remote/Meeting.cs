namespace RayNet.Testing.Tests;

/// <summary>Counts who has come, and tells who waits for it.</summary>
[Actor(MaxConcurrency = 100)]
internal sealed class Meeting
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public int Arrive(string who)
    {
        lock (_gate)
        {
            _first.TrySetResult(who);
            return ++_count;
        }
    }

    public Task<string> First() => _first.Task;
}
