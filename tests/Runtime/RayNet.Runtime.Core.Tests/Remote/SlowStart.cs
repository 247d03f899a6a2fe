namespace RayNet.Runtime.Tests;

/// <summary>Its constructor takes until the gate opens.</summary>
[Actor]
internal sealed class SlowStart : IDisposable
{
    private readonly int _lifecycle;

    public SlowStart(int gate, int lifecycle)
    {
        _lifecycle = lifecycle;
        Gate.Of(gate).Pass();
    }

    public int Ping() => 1;

    public void Dispose() => Lifecycle.Of(_lifecycle).Events.Enqueue("disposed");
}
