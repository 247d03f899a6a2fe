namespace RayNet.Benchmarks.Work;

/// <summary>An actor that does next to nothing.</summary>
[Actor]
public sealed class Counter
{
    private int _value;

    public int Increment() => ++_value;
}
