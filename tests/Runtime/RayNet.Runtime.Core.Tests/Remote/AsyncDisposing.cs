namespace RayNet.Runtime.Tests;

internal sealed class AsyncDisposing : IAsyncDisposable
{
    private int _lifecycle;

    [Remote]
    public async Task<int> Run(int lifecycle)
    {
        _lifecycle = lifecycle;
        await Task.Yield();
        Lifecycle.Of(lifecycle).Events.Enqueue("ran");
        return 2;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Lifecycle.Of(_lifecycle).Events.Enqueue("disposed");
        Lifecycle.Of(_lifecycle).Disposed.Arrive();
    }
}
