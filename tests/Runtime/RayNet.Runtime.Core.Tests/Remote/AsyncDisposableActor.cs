namespace RayNet.Runtime.Tests;

/// <summary>Its disposal takes until the lifecycle's gate opens.</summary>
[Actor(MaxConcurrency = 2)]
internal sealed class AsyncDisposableActor(int lifecycle) : IAsyncDisposable
{
    public int Ping() => 1;

    public async Task<int> BlockAsync(int gate, CancellationToken cancellationToken)
    {
        await Gate.Of(gate).PassAsync(cancellationToken);
        return 1;
    }

    public async ValueTask DisposeAsync()
    {
        Lifecycle.Of(lifecycle).Events.Enqueue("disposing");
        await Lifecycle.Of(lifecycle).Disposed.PassAsync();
        Lifecycle.Of(lifecycle).Events.Enqueue("disposed");
    }
}
