namespace RayNet.Runtime.Tests;

/// <summary>A service of the worker.</summary>
internal sealed class Singleton : IDisposable
{
    public int Lifecycle { get; set; }

    public void Dispose()
    {
        if (Lifecycle != 0)
        {
            Tests.Lifecycle.Of(Lifecycle).Events.Enqueue("singleton disposed");
        }
    }
}
