using System.Collections.Concurrent;

namespace RayNet.Runtime.Tests;

/// <summary>What happened to the instances of one test, told by the instances themselves.</summary>
internal sealed class Lifecycle
{
    private static readonly ConcurrentDictionary<int, Lifecycle> All = new();

    private Lifecycle()
    {
    }

    public ConcurrentQueue<string> Events { get; } = new();

    /// <summary>Passed when an instance is disposed.</summary>
    public required Gate Disposed { get; init; }

    public int Id => Disposed.Id;

    public static Lifecycle Create(TestCluster cluster)
    {
        var lifecycle = new Lifecycle { Disposed = cluster.Gate() };
        All[lifecycle.Id] = lifecycle;
        return lifecycle;
    }

    public static Lifecycle Of(int id) => All[id];
}
