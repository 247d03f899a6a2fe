namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An actor that takes memory and keeps it.</summary>
[Actor]
internal sealed class Glutton
{
    private readonly List<byte[]> _meals = [];

    public int ProcessId() => Environment.ProcessId;

    public async Task Eat(int bytes, CancellationToken cancellationToken)
    {
        _meals.Add(Hungry.Take(bytes));
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
