namespace RayNet.Runtime.Tests;

/// <summary>The tasks that most tests run.</summary>
internal static class Work
{
    [Remote]
    public static int Add(int x, int y = 5) => x + y;

    [Remote]
    public static int Echo(int value) => value;

    [Remote]
    public static string Text(string text) => text;

    [Remote]
    public static int Sum(params int[] values) => values.Sum();

    [Remote]
    public static int Block(int value, int gate)
    {
        Gate.Of(gate).Pass();
        return value;
    }

    [Remote]
    public static int BlockWith(byte[] block, int gate)
    {
        Gate.Of(gate).Pass();
        return block.Length;
    }

    [Remote]
    public static async Task<int> BlockAsync(int value, int gate)
    {
        await Gate.Of(gate).PassAsync();
        return value;
    }

    [Remote]
    public static void Arrive(int gate) => Gate.Of(gate).Arrive();

    /// <summary>Takes a value so that it can wait for one.</summary>
    [Remote]
    public static int Follow(int value, int gate)
    {
        Gate.Of(gate).Arrive();
        return value;
    }

    [Remote]
    public static async Task WaitForCancellationAsync(int gate, CancellationToken cancellationToken) =>
        await Gate.Of(gate).PassAsync(cancellationToken);

    [Remote]
    public static void WaitForCancellation(int gate, CancellationToken cancellationToken)
    {
        Gate.Of(gate).Arrive();
        cancellationToken.WaitHandle.WaitOne(Soon.Limit);
        cancellationToken.ThrowIfCancellationRequested();
    }

    [Remote]
    public static int Fail(string message) => throw new ShopException(message);

    [Remote]
    public static async Task<int> FailAsync(string message)
    {
        await Task.Yield();
        throw new ShopException(message);
    }

    [Remote]
    public static void FailVoid(string message) => throw new ShopException(message);

    /// <summary>Submits one call at a time.</summary>
    [Remote]
    public static async Task<int> SumThrottled(int count)
    {
        var parts = new List<ObjectRef<int>>();
        await using (RayThrottle throttle = Ray.Throttle(1))
        {
            for (int i = 0; i < count; i++)
            {
                int value = i;
                parts.Add(await throttle.SubmitAsync(() => Work.EchoRemote(value)));
            }
        }

        return (await Ray.WhenAll(parts)).Sum();
    }
}
