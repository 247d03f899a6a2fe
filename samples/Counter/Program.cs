using RayNet;

await using var ray = await Ray.InitAsync();

ActorHandle<Counter> counter = Counter.CreateRemote();

// The calls are queued at once; an actor handles them one at a time and in this order.
ObjectRef<int>[] increments = [.. Enumerable.Range(0, 5).Select(_ => counter.Increment())];
Console.WriteLine(string.Join(" ", await Ray.WhenAll(increments)));

[Actor]
public sealed class Counter(int start = 0)
{
    private int _value = start;

    public int Increment() => ++_value;
}
