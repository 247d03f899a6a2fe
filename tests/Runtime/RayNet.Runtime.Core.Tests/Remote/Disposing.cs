namespace RayNet.Runtime.Tests;

/// <summary>An instance for each call.</summary>
internal sealed class Disposing(RayContext context) : IDisposable
{
    private int _lifecycle;

    [Remote]
    public int Run(int lifecycle)
    {
        _lifecycle = lifecycle;
        Lifecycle.Of(lifecycle).Events.Enqueue("ran");
        return context.Attempt;
    }

    [Remote]
    public int Fail(int lifecycle)
    {
        _lifecycle = lifecycle;
        Lifecycle.Of(lifecycle).Events.Enqueue("failing");
        throw new ShopException("no");
    }

    public void Dispose()
    {
        Lifecycle.Of(_lifecycle).Events.Enqueue("disposed");
        Lifecycle.Of(_lifecycle).Disposed.Arrive();
    }
}
