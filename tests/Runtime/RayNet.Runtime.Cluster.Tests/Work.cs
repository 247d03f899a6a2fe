namespace RayNet.Runtime.Cluster.Tests;

/// <summary>What workers do.</summary>
public static class Work
{
    [Remote]
    public static int Add(int x, int y) => x + y;

    [Remote]
    public static int ProcessId() => Environment.ProcessId;

    [Remote]
    public static int Fail(string message) => throw new InvalidOperationException(message);

    [Remote(MaxRetries = 1)]
    public static int Crash()
    {
        Environment.Exit(3);
        return 0;
    }

    [Remote]
    public static async IAsyncEnumerable<int> Count(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    [Remote]
    public static async Task<int> Nested(int depth) => depth == 0 ? 0 : 1 + await Work.NestedRemote(depth - 1);

    [Remote]
    public static async Task WaitForEver(CancellationToken cancellationToken) => await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

    [Remote]
    public static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(static i => (float)i)];

    [Remote]
    public static long Sum(ReadOnlyMemory<byte> data)
    {
        long sum = 0;
        foreach (byte item in data.Span)
        {
            sum += item;
        }

        return sum;
    }

    [Remote]
    public static async Task<int> SumOf(List<ObjectRef<int>> references)
    {
        int[] values = await Ray.GetAsync(references);
        return values.Sum();
    }

    [Remote]
    public static async Task<int> IncrementTwice(ActorHandle<Counter> counter)
    {
        await counter.Increment();
        return await counter.Increment();
    }
}
