namespace RayNet.Gateways.Tests.Remote;

[Actor]
[Expose]
public sealed class Counter(int start = 0)
{
    private int _value = start;

    public int Increment(int by = 1) => _value += by;

    public int Value() => _value;

    public void Reset() => _value = 0;

    public async IAsyncEnumerable<int> Ticks(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return ++_value;
        }
    }
}
