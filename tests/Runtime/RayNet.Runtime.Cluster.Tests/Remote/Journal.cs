namespace RayNet.Runtime.Cluster.Tests;

/// <summary>Writes down what it is called with.</summary>
[Actor]
internal sealed class Journal
{
    private readonly List<string> _history = [];
    private readonly List<int[]> _kept = [];
    private int _next;

    /// <summary>Takes the numbers from 0 in order and nothing else.</summary>
    public int Next(int number) => number == _next ? _next++ : throw new ShopException($"{number} came, {_next} was next");

    public async Task Yield()
    {
        _history.Add("START");
        await Task.Yield();
        await Task.Yield();
        _history.Add("END");
    }

    public int Record(string entry)
    {
        _history.Add(entry);
        return _history.Count;
    }

    public List<string> History() => _history;

    /// <summary>Keeps an array, and sums up all that it kept.</summary>
    public int Keep(int[] values)
    {
        _kept.Add(values);
        return _kept.Sum(static kept => kept.Sum());
    }
}
