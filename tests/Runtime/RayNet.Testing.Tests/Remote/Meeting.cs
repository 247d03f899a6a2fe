namespace RayNet.Testing.Tests;

/// <summary>Counts who has come, and tells who waits for it.</summary>
[Actor(MaxConcurrency = 100)]
internal sealed class Meeting
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    public int Arrive(string who)
    {
        lock (_gate)
        {
            _first.TrySetResult(who);
            if (++_count > 1)
            {
                _second.TrySetResult();
            }

            return _count;
        }
    }

    /// <summary>Completes when somebody has come after the first one.</summary>
    public Task After(int count) => count > 1 ? Task.CompletedTask : _second.Task;

    public Task<string> First() => _first.Task;

    public bool IsThere() => true;

    /// <summary>A meeting on a node, once it is there.</summary>
    internal static async Task<ActorHandle<Meeting>> StartAsync(string node)
    {
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(On.Actor(node));
        Assert.True(await meeting.IsThere().Within());
        return meeting;
    }
}
