using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Commands;
using RayNet.Runtime.Server.Processes;
using RayNet.Runtime.Server.Tests.Harness;

namespace RayNet.Runtime.Server.Tests;

/// <summary>Nodes that the head gave up although they live.</summary>
public sealed class ReturningProcessTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_node_that_was_given_up_joins_again_under_a_new_id_with_what_it_has()
    {
        await using ReturningProcess head = await StartAsync(new ProcessOptions { SessionRoot = _folder.File("a"), CreateNode = Create });
        using var log = new LineLogger();
        await using ReturningProcess node = await StartAsync(NodeOf(head), log);
        ClusterProcess first = node.Current;
        NodeId before = Known(head).Info.Id;

        await head.Current.Head!.RunAsync(default, new EndNode(before, "It was silent."));
        await log.SaysAsync("The node is back as");

        NodeRecord back = Known(head);
        Assert.Equal(NodeLiveness.Dead, head.Current.Head.State.Nodes[before].Liveness);
        Assert.NotEqual(before, back.Info.Id);
        Assert.Equal(3, back.Info.Resources["special"]);
        Assert.False(node.Ended.IsCompleted);
        Assert.NotSame(first, node.Current);

        // The end of the head is the end of the life that there is now.
        await head.StopAsync("The test is over.");
        Assert.Equal("The test is over.", await node.Ended.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_node_that_was_drained_until_its_deadline_ends_and_says_why()
    {
        await using ReturningProcess head = await StartAsync(new ProcessOptions { SessionRoot = _folder.File("a"), CreateNode = Create });
        await using ReturningProcess node = await StartAsync(NodeOf(head));
        NodeId id = Known(head).Info.Id;

        await head.Current.Head!.RunAsync(default, new DrainNode(id, "a new kernel", TimeSpan.FromHours(1)));
        await head.Current.Head.RunAsync(default, new EndNode(id, "Its work had not ended by the deadline."));

        Assert.Contains("by the deadline", await node.Ended.WaitAsync(Limit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_cannot_join_again_ends_and_says_both_reasons()
    {
        await using ReturningProcess head = await StartAsync(new ProcessOptions { SessionRoot = _folder.File("a"), CreateNode = Create });
        int made = 0;
        await using ReturningProcess node = await StartAsync(NodeOf(head) with
        {
            CreateNode = () => made++ == 0 ? Create() : throw new InvalidOptionException("There is no room for a second life."),
        });

        await head.Current.Head!.RunAsync(default, new EndNode(Known(head).Info.Id, "It was silent."));

        string reason = await node.Ended.WaitAsync(Limit);
        Assert.Contains("It was silent.", reason, StringComparison.Ordinal);
        Assert.Contains("no room for a second life", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_stopped_while_it_was_given_up_does_not_come_back()
    {
        await using ReturningProcess head = await StartAsync(new ProcessOptions { SessionRoot = _folder.File("a"), CreateNode = Create });
        ReturningProcess node = await StartAsync(NodeOf(head));

        await head.Current.Head!.RunAsync(default, new EndNode(Known(head).Info.Id, "It was silent."));
        await node.StopAsync("The test stops it.").WaitAsync(Limit);

        Assert.Single(head.Current.Head.State.Nodes.Values, static record => record.Liveness != NodeLiveness.Dead);
    }

    private static ReportingNodeHost Create() => new();

    private static Task<ReturningProcess> StartAsync(ProcessOptions options, ILoggerFactory? logging = null) => ReturningProcess.StartAsync(options, TimeProvider.System, logging ?? NullLoggerFactory.Instance);

    /// <summary>The one node beside the head's that the head counts on.</summary>
    private static NodeRecord Known(ReturningProcess head) =>
        Assert.Single(head.Current.Head!.State.Nodes.Values, static record => record.Liveness != NodeLiveness.Dead && !record.Info.IsHead);

    private ProcessOptions NodeOf(ReturningProcess head) => new()
    {
        SessionRoot = _folder.File("b"),
        Head = head.Current.Address,
        CreateNode = Create,
        NodeName = "second",
        Resources = new Dictionary<string, double> { ["special"] = 3 },
    };
}
