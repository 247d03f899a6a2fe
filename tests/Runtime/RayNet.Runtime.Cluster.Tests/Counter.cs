namespace RayNet.Runtime.Cluster.Tests;

/// <summary>An actor in a worker process.</summary>
[Actor]
public sealed class Counter(int start)
{
    private int _value = start;

    public int Increment() => ++_value;

    public int ProcessId() => Environment.ProcessId;
}
