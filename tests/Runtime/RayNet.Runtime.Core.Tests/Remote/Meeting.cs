namespace RayNet.Runtime.Tests;

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
        InterlockedMax(running);
        Thread.Yield();
        Interlocked.Decrement(ref _running);
    }

    [ActorMethod(RetryOn = [typeof(ShopException)], MaxTaskRetries = 1)]
    public int FailOnceThenBlock(int gate, RayContext context)
    {
        if (context.Attempt == 1)
        {
            throw new ShopException("once");
        }

        Gate.Of(gate).Pass();
        return 1;
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

    private void InterlockedMax(int value)
    {
        int seen = Volatile.Read(ref _most);
        while (value > seen)
        {
            int previous = Interlocked.CompareExchange(ref _most, value, seen);
            if (previous == seen)
            {
                return;
            }

            seen = previous;
        }
    }
}
