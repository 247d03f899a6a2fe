namespace RayNet.Abstractions.Tests.Remote;

[Actor]
public sealed class Counter
{
    private readonly List<int> _steps;

    public Counter()
        : this(0, [])
    {
    }

    public Counter(int start, List<int> steps, CancellationToken cancellationToken = default)
    {
        Value = cancellationToken.IsCancellationRequested ? start : -1;
        _steps = steps;
    }

    public int Value { get; private set; }

    public int Add(int amount, string? why = null)
    {
        Value += amount + _steps.Sum();
        return Value + (why?.Length ?? 0);
    }

    public async Task ResetAsync(int value)
    {
        await Task.Yield();
        Value = value;
    }

    public async IAsyncEnumerable<int> CountAsync(int to)
    {
        await Task.Yield();
        for (int i = Value; i < to; i++)
        {
            yield return i;
        }
    }
}
