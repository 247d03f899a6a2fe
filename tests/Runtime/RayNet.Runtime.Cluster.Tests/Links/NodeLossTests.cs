using RayNet.Runtime.Control;
using RayNet.Runtime.Transport;

namespace RayNet.Runtime.Cluster.Tests.Links;

/// <summary>A node that stands still keeps its connections open: that it was given up is said to all who may wait for an answer from there.</summary>
public sealed class NodeLossTests(SharedCluster shared) : ClusterTests(shared)
{
    [Fact]
    public async Task Processes_of_a_node_hear_which_other_node_was_given_up_and_end_their_links_to_it()
    {
        using IDisposable use = Use();
        Assert.Equal(1, await Work.EchoRemote(1).Within());
        WorkerState worker = Cluster.Node.Workers.States()[0];
        var lost = new NodeId(1_000_001, 1);
        var standing = new SilentProcess();
        Link link = await LaneListener.DialAsync(Cluster.Node.FindProcess(worker.Process)!.Lane, Hello(worker, lost), LinkOptions.Default, TimeProvider.System, CancellationToken.None).Within();
        link.Start(standing);

        Cluster.Node.OnNodeLost(new NodeId(1_000_002, 1));
        Assert.False(standing.Closed.IsCompleted);
        Cluster.Node.OnNodeLost(lost);

        LinkException reason = await standing.Closed.Within("the end of the worker's link to the node that was given up");
        Assert.Contains($"Node {lost} was given up", reason.Message, StringComparison.Ordinal);
    }

    private LinkHello Hello(WorkerState worker, NodeId node) => new()
    {
        Kind = ProcessKind.Driver,
        Process = 4_711,
        Node = node,
        Job = worker.Job,
        Token = Cluster.Node.Options.Token,
        ProcessId = Environment.ProcessId,
    };

    /// <summary>A process of another node, which says nothing.</summary>
    private sealed class SilentProcess : ILinkReceiver
    {
        private readonly TaskCompletionSource<LinkException> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<LinkException> Closed => _closed.Task;

        public void OnFrame(Link link, in FrameHeader header, ReadOnlyMemory<byte> payload, bool isLone)
        {
            // Whatever the worker asks is not answered.
        }

        public bool OnBatchEnd(Link link) => true;

        public void OnClosed(Link link, LinkException reason) => _closed.TrySetResult(reason);
    }
}
