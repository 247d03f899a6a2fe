namespace RayNet.Runtime.Tests;

[Actor]
internal sealed class DisposableActor(int lifecycle) : IDisposable
{
    public int Ping() => 1;

    public int Block(int gate)
    {
        Gate.Of(gate).Pass();
        return 1;
    }

    public int Echo(int value) => value;

    public void Dispose()
    {
        Lifecycle.Of(lifecycle).Events.Enqueue("disposed");
        Lifecycle.Of(lifecycle).Disposed.Arrive();
    }
}
