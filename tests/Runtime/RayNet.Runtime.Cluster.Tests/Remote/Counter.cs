namespace RayNet.Runtime.Cluster.Tests;

/// <summary>The actor that most tests use.</summary>
[Actor]
internal sealed class Counter(int start)
{
    private int _value = start;

    public int Increment() => ++_value;

    public int Add(int amount) => _value += amount;

    public int Value() => _value;

    public int ProcessId() => Environment.ProcessId;

    public int Fail(string message) => throw new ShopException(message);

    public int Exit()
    {
        Environment.Exit(3);
        return 0;
    }

    public int Block(string gate)
    {
        Gate.Pass(gate);
        return ++_value;
    }

    public async Task<int> BlockAsync(string gate, CancellationToken cancellationToken)
    {
        await Gate.PassAsync(gate, cancellationToken);
        return ++_value;
    }
}
