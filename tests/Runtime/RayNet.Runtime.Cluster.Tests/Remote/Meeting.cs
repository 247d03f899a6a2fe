namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Calls that wait for each other.</summary>
[Actor(MaxConcurrency = 3)]
internal sealed class Meeting(int size)
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _came;
    private int _running;
    private int _most;

    public int Meet()
    {
        int number = Come();
        ((IAsyncResult)_complete.Task).AsyncWaitHandle.WaitOne(Soon.Limit);
        return number;
    }

    public async Task<int> MeetAsync()
    {
        int number = Come();
        await _complete.Task;
        return number;
    }

    public void Pass()
    {
        int running = Interlocked.Increment(ref _running);
        lock (_complete)
        {
            _most = Math.Max(_most, running);
        }

        Thread.Yield();
        Interlocked.Decrement(ref _running);
    }

    public int MostAtOnce() => _most;

    private int Come()
    {
        int number = Interlocked.Increment(ref _came);
        if (number == size)
        {
            _complete.SetResult();
        }

        return number;
    }
}
