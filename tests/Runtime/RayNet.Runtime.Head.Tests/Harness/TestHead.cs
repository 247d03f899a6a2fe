using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Storage;

namespace RayNet.Runtime.Head.Tests.Harness;

/// <summary>A head whose clock stands still until told otherwise.</summary>
internal sealed class TestHead : IAsyncDisposable
{
    internal TestHead(HeadLimits? limits = null, IHeadStore? store = null, FakeTimeProvider? time = null, int maxWaitingMessages = 100_000, ulong clusterId = 42, bool isNewCluster = false, Func<HeadOptions, HeadOptions>? options = null)
    {
        Time = time ?? new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var head = new HeadOptions { ClusterId = clusterId, IsNewCluster = isNewCluster, Limits = limits ?? HeadLimits.Default, MaxWaitingMessages = maxWaitingMessages };
        Head = new ClusterHead(
            options?.Invoke(head) ?? head,
            store ?? new MemoryHeadStore(),
            Time,
            NullLogger.Instance);
        Head.ExpectNodes();
    }

    internal FakeTimeProvider Time { get; }

    internal ClusterHead Head { get; }

    /// <summary>The services as node 1's processes call them.</summary>
    internal IHeadService Service => Head.ServiceFor(Make.NodeId(1));

    /// <summary>Lets time pass for a head that runs all the while. <c>Time.Advance</c> is a head that stood still for that long.</summary>
    internal void Pass(TimeSpan time)
    {
        var step = TimeSpan.FromMilliseconds(50);
        for (; time > TimeSpan.Zero; time -= step)
        {
            Time.Advance(time < step ? time : step);
        }
    }

    internal async Task<TestNode> JoinAsync(NodeInfo info, ulong clusterId = 0)
    {
        var node = new TestNode(this, info);
        await node.Session.RegisterAsync(info, clusterId);
        return node;
    }

    internal Task<TestNode> JoinAsync(int number, double cpus = 4) => JoinAsync(Make.Node(number, cpus));

    internal NodeRecord Node(int number) => Head.State.Nodes[Make.NodeId(number)];

    internal async Task<ActorRecord> GetAsync(ActorRecord actor) => (await Head.ServiceFor(default).GetActorAsync(actor.Registration.Id))!;

    public ValueTask DisposeAsync() => Head.DisposeAsync();
}
