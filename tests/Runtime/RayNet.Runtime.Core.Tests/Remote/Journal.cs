namespace RayNet.Runtime.Tests;

/// <summary>Writes down what it is called with.</summary>
[Actor]
internal sealed class Journal
{
    private readonly List<string> _history = [];
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

    public void Record(string entry) => _history.Add(entry);

    public List<string> History() => _history;
}
