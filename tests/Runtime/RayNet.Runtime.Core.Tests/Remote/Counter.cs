namespace RayNet.Runtime.Tests;

/// <summary>The actor that most tests use.</summary>
[Actor]
internal sealed class Counter(int start)
{
    private int _value = start;

    public int Increment() => ++_value;

    public int Add(int amount) => _value += amount;

    public int Value() => _value;

    public int Fail(string message) => throw new ShopException(message);

    public int Block(int gate)
    {
        Gate.Of(gate).Pass();
        return ++_value;
    }

    public async Task<int> BlockAsync(int gate, CancellationToken cancellationToken)
    {
        await Gate.Of(gate).PassAsync(cancellationToken);
        return ++_value;
    }
}
