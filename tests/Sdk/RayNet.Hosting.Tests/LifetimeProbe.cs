namespace RayNet.Hosting.Tests;

/// <summary>What a hosted service saw of RayNet.</summary>
internal sealed class LifetimeProbe
{
    public Exception? InConstructor { get; set; }

    public int OnStart { get; set; }

    public int OnStop { get; set; }
}
