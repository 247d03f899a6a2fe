namespace RayNet.Runtime.Tests;

/// <summary>Its constructor takes until the gate opens, and its disposal until the lifecycle's does.</summary>
[Actor]
internal sealed class SlowLife : IAsyncDisposable
{
    private readonly int _lifecycle;

    public SlowLife(int gate, int lifecycle)
    {
        _lifecycle = lifecycle;
        Gate.Of(gate).Pass();
    }

    public int Ping() => 1;

    public async ValueTask DisposeAsync()
    {
        await Lifecycle.Of(_lifecycle).Disposed.PassAsync();
        Lifecycle.Of(_lifecycle).Events.Enqueue("disposed");
    }
}
