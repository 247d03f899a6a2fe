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

    public bool IsThere() => true;

    /// <summary>A meeting on a node, once it is there.</summary>
    internal static async Task<ActorHandle<Meeting>> StartAsync(string node)
    {
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(On.Actor(node));
        Assert.True(await meeting.IsThere().Within());
        return meeting;
    }
}
