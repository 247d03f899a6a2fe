using System.Collections.Concurrent;

namespace RayNet.Runtime.Tests;

/// <summary>The tasks of the random tests. They look over the scheduler's shoulder: what runs at once must fit.</summary>
internal static class Chaos
{
    public static readonly ConcurrentDictionary<int, Meter> Meters = new();

    /// <summary>Holds a share of the resource <c>tokens</c> while it runs.</summary>
    [Remote(NumCpus = 0.5)]
    public static int Hold(int meter, int units)
    {
        Meters[meter].Enter(units);
        Thread.Yield();
        Meters[meter].Leave(units);
        return units;
    }

    [Remote(NumCpus = 0.5)]
    public static async Task<int> HoldAsync(int meter, int units)
    {
        Meters[meter].Enter(units);
        await Task.Yield();
        Meters[meter].Leave(units);
        return units;
    }

    /// <summary>Holds while it waits for others, blocking or not: only its CPU is lent.</summary>
    [Remote]
    public static int HoldAndGet(int meter, int units, int children)
    {
        Meters[meter].Enter(units);
        int sum = Ray.Get(Enumerable.Range(0, children).Select(i => Work.EchoRemote(i))).Sum();
        Meters[meter].Leave(units);
        return sum;
    }

    [Remote]
    public static async Task<int> HoldAndAwait(int meter, int units, int children)
    {
        Meters[meter].Enter(units);
        int sum = (await Ray.WhenAll(Enumerable.Range(0, children).Select(i => Work.EchoRemote(i)))).Sum();
        Meters[meter].Leave(units);
        return sum;
    }

    [Remote]
    public static int Add(int x, int y) => x + y;

    [Remote]
    public static async Task<int> AddAsync(int x, int y)
    {
        await Task.Yield();
        return x + y;
    }

    [Remote]
    public static int AddByGet(List<ObjectRef<int>> parts) => parts.Sum(part => Ray.Get(part));

    [Remote]
    public static async Task<int> AddByAwait(List<ObjectRef<int>> parts) => (await Ray.WhenAll(parts)).Sum();

    [Remote]
    public static int Throw(int x) => throw new ShopException($"{x}");

    [Remote(RetryOn = [typeof(ShopException)])]
    public static int ThrowOnce(int x, RayContext context) => context.Attempt == 1 ? throw new ShopException("once") : x;

    [Remote]
    public static async Task<int> WaitForCancellation(int x, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return x;
    }
}
