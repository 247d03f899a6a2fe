namespace RayNet.Runtime.Tests;

/// <summary>Its constructor takes until the gate opens.</summary>
[Actor]
internal sealed class SlowStart : IAsyncDisposable
{
    private readonly int _lifecycle;

    public SlowStart(int gate, int lifecycle)
    {
        _lifecycle = lifecycle;
        Gate.Of(gate).Pass();
    }

    public int Ping() => 1;

    public async ValueTask DisposeAsync()
    {
        // The mailbox goes on meanwhile.
        await Task.Delay(10);
        Lifecycle.Of(_lifecycle).Events.Enqueue("disposed");
    }
}
