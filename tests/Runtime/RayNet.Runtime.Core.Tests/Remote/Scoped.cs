namespace RayNet.Runtime.Tests;

/// <summary>A service of one call.</summary>
internal sealed class Scoped : IDisposable
{
    private static int s_last;
    private int _lifecycle;

    public int Number { get; } = Interlocked.Increment(ref s_last);

    public void Use(int lifecycle)
    {
        _lifecycle = lifecycle;
        Lifecycle.Of(lifecycle).Events.Enqueue("used");
    }

    public void Dispose()
    {
        if (_lifecycle != 0)
        {
            Lifecycle.Of(_lifecycle).Events.Enqueue("disposed");
            Lifecycle.Of(_lifecycle).Disposed.Arrive();
        }
    }
}
