using Microsoft.Extensions.Logging.Abstractions;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Hosting;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Server.Nodes;
using RayNet.Runtime.Server.Tests.Harness;

namespace RayNet.Runtime.Server.Tests;

/// <summary>A node's connection to a head over the wire.</summary>
public sealed class NodeConnectionTests
{
    private static readonly NodeConnectionOptions Fast = NodeConnectionOptions.Default with { FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(50), JoinTimeout = TimeSpan.FromSeconds(20), ReconnectTimeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task A_node_joins_reports_and_hears_what_changes()
    {
        await using TestServer server = await TestServer.StartAsync();
        var receiver = new RecordingReceiver();
        await using INodeConnection connection = await ConnectAsync(server, 1, receiver);
        var other = new RecordingReceiver();
        await using INodeConnection otherConnection = await ConnectAsync(server, 2, other);

        connection.Report(TestNodes.Report(free: 3));

        Assert.True((await other.NextAsync<ClusterView>()).IsComplete);
        ClusterView view;
        do
        {
            view = await other.NextAsync<ClusterView>();
        }
        while (!view.Nodes.Any(node => node.Info.Id.Origin == 1 && node.Report.Available["CPU"] == 3));
        Assert.Equal(42ul, connection.Registration.ClusterId);
    }

    [Fact]
    public async Task A_node_that_leaves_is_dead_at_once_and_its_connection_has_ended()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using INodeConnection connection = await ConnectAsync(server, 1, new RecordingReceiver());

        await connection.LeaveAsync("stopped");

        Assert.Equal("stopped", await connection.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(NodeLiveness.Dead, server.Head.State.Nodes[new NodeId(1, 1)].Liveness);
    }

    [Fact]
    public async Task A_node_whose_process_vanishes_is_unreachable_and_then_dead()
    {
        await using TestServer server = await TestServer.StartAsync(headOptions: new HeadOptions { ClusterId = 42, GracePeriod = TimeSpan.FromMilliseconds(50) });
        var watcher = new RecordingReceiver();
        await using INodeConnection watching = await ConnectAsync(server, 2, watcher);
        ClusterChannel channel = await ClusterChannel.OpenAsync(server.Address, ClusterCredentials.None);
        NodeHubClient hub = await NodeHubClient.ConnectAsync(channel.Hubs, new RecordingReceiver());
        await hub.RegisterAsync(TestNodes.Info(1), 0);

        // The connection is torn, without a goodbye.
        channel.Dispose();

        ClusterView view;
        do
        {
            view = await watcher.NextAsync<ClusterView>();
        }
        while (!view.Nodes.Any(node => node.Info.Id.Origin == 1 && node.Liveness == NodeLiveness.Dead));
    }

    [Fact]
    public async Task A_head_that_stops_tells_its_nodes_why()
    {
        await using TestServer server = await TestServer.StartAsync();
        var receiver = new RecordingReceiver();
        await using INodeConnection connection = await ConnectAsync(server, 1, receiver);

        await server.Head.StopAsync("raynet stop");

        Assert.Equal("raynet stop", await receiver.NextAsync<string>());
        Assert.Equal("raynet stop", await connection.Ended.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(NodeConnectionState.Ended, connection.State);
    }

    [Fact]
    public async Task A_broken_connection_comes_back_and_the_last_report_with_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using INodeConnection connection = await ConnectAsync(server, 1, new RecordingReceiver());
        var states = new StateLog(connection);
        connection.Report(TestNodes.Report(free: 2));

        // Another connection of the same node takes its place, so that the head ends the first.
        ClusterChannel channel = await server.ConnectAsync();
        await using (NodeHubClient thief = await NodeHubClient.ConnectAsync(channel.Hubs, new RecordingReceiver()))
        {
            await thief.RegisterAsync(TestNodes.Info(1), 42);
            await states.ReachesAsync(NodeConnectionState.Reconnecting);
            await states.ReachesAsync(NodeConnectionState.Connected);
        }

        Assert.Equal(NodeLiveness.Alive, server.Head.State.Nodes[new NodeId(1, 1)].Liveness);
    }

    [Fact]
    public async Task A_node_of_a_head_that_was_started_anew_ends_with_the_reason()
    {
        TestServer first = await TestServer.StartAsync();
        await using INodeConnection connection = await ConnectAsync(first, 1, new RecordingReceiver());
        var states = new StateLog(connection);
        int port = first.Port;
        await first.CrashAsync();
        await states.ReachesAsync(NodeConnectionState.Reconnecting);

        await using TestServer second = await TestServer.StartAsync(port: port, headOptions: new HeadOptions { ClusterId = 43 });

        string reason = await connection.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("started anew", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_gives_up_when_the_head_stays_away()
    {
        TestServer server = await TestServer.StartAsync();
        await using INodeConnection connection = await ConnectAsync(server, 1, new RecordingReceiver(), Fast with { ReconnectTimeout = TimeSpan.FromMilliseconds(300) });

        await server.CrashAsync();

        string reason = await connection.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Contains("could not be reached", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_never_answers_is_an_error_after_the_time_to_join()
    {
        using ClusterChannel channel = await ClusterChannel.OpenAsync(ClusterAddress.Parse("127.0.0.1:1"), ClusterCredentials.None);
        var connector = new RemoteNodeHubConnector(channel, Fast with { JoinTimeout = TimeSpan.FromMilliseconds(200) }, TimeProvider.System, NullLogger.Instance);

        RayException failed = await Assert.ThrowsAsync<RayException>(() => connector.ConnectAsync(TestNodes.Info(1), new RecordingReceiver(), CancellationToken.None));

        Assert.Equal(RayErrorCode.ClusterUnreachable, failed.Code);
        Assert.Contains("127.0.0.1:1", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_node_is_told_so_at_once()
    {
        await using TestServer server = await TestServer.StartAsync();
        await using (INodeConnection connection = await ConnectAsync(server, 1, new RecordingReceiver()))
        {
            await connection.LeaveAsync("stopped");
        }

        RayException refused = await Assert.ThrowsAsync<RayException>(() => ConnectAsync(server, 1, new RecordingReceiver()));
        Assert.Equal(RayErrorCode.NodeRefused, refused.Code);
    }

    private static async Task<INodeConnection> ConnectAsync(TestServer server, int number, RecordingReceiver receiver, NodeConnectionOptions? options = null)
    {
        ClusterChannel channel = await server.ConnectAsync(caller: new NodeId((ulong)number, 1));
        return await new RemoteNodeHubConnector(channel, options ?? Fast, TimeProvider.System, NullLogger.Instance).ConnectAsync(TestNodes.Info(number), receiver, CancellationToken.None);
    }

    private sealed class StateLog
    {
        private readonly System.Threading.Channels.Channel<NodeConnectionState> _states = System.Threading.Channels.Channel.CreateUnbounded<NodeConnectionState>();

        internal StateLog(INodeConnection connection) => connection.StateChanged += state => _states.Writer.TryWrite(state);

        internal async Task ReachesAsync(NodeConnectionState expected)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (await _states.Reader.ReadAsync(limit.Token) != expected)
            {
            }
        }
    }
}
