using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>How nodes join, break off, come back and die.</summary>
public sealed class NodeTests
{
    [Fact]
    public async Task A_node_that_joins_gets_a_complete_view_and_the_others_a_change()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);

        ClusterView complete = await second.SeesViewAsync(view => view.IsComplete);
        Assert.Equal([Make.NodeId(1), Make.NodeId(2)], complete.Nodes.Select(node => node.Info.Id));
        head.Time.Advance(TimeSpan.FromMilliseconds(10));
        await first.SeesNodeAsync(2, NodeLiveness.Alive);
    }

    [Fact]
    public async Task Figures_are_gathered_and_told_once()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        head.Time.Advance(TimeSpan.FromMilliseconds(10));
        await first.SeesNodeAsync(2, NodeLiveness.Alive);

        await second.Session.ReportAsync(Make.Report(1, 3));
        await second.Session.ReportAsync(Make.Report(2, 2));
        Assert.DoesNotContain(first.Told.OfType<ClusterView>(), view => view.Nodes.Any(node => node.Report.Version > 0));
        head.Time.Advance(TimeSpan.FromMilliseconds(100));

        NodeRecord told = await first.SeesNodeAsync(node => node.Info.Id == Make.NodeId(2) && node.Report.Version == 2);
        Assert.Equal(2, told.Report.Available["CPU"]);
        Assert.DoesNotContain(first.Told.OfType<ClusterView>(), view => view.Nodes.Any(node => node.Report.Version == 1));
    }

    [Fact]
    public async Task In_a_large_cluster_figures_are_told_less_often_and_some_at_a_time()
    {
        // One more interval for each two nodes, and two nodes at once.
        await using var head = new TestHead(options: static options => options with { NodesPerViewInterval = 2, MaxNodesInView = 2 });
        TestNode[] nodes = await Task.WhenAll(Enumerable.Range(1, 5).Select(number => head.JoinAsync(number)));
        head.Time.Advance(TimeSpan.FromMilliseconds(10));
        await nodes[0].SeesNodeAsync(5, NodeLiveness.Alive);
        nodes[0].Forget();

        // The fourth changed first, and again while it waited.
        int version = 0;
        foreach (int number in (int[])[4, 1, 5, 2, 3, 4])
        {
            await nodes[number - 1].Session.ReportAsync(Make.Report(++version, number - (0.01 * version)));
        }

        head.Time.Advance(TimeSpan.FromMilliseconds(299));
        Assert.Empty(nodes[0].Told.OfType<ClusterView>());
        head.Time.Advance(TimeSpan.FromMilliseconds(1));
        await nodes[0].SeesNodeAsync(static node => node.Info.Id == Make.NodeId(4));
        head.Time.Advance(TimeSpan.FromMilliseconds(300));
        await nodes[0].SeesNodeAsync(static node => node.Info.Id == Make.NodeId(5));
        head.Time.Advance(TimeSpan.FromMilliseconds(300));
        await nodes[0].SeesNodeAsync(static node => node.Info.Id == Make.NodeId(3));

        ClusterView[] views = [.. nodes[0].Told.OfType<ClusterView>()];
        Assert.Equal([[4, 1], [5, 2], [3]], views.Select(static view => view.Nodes.Select(static node => (int)node.Info.Id.Origin)));
    }

    [Fact]
    public async Task A_node_that_joins_is_told_at_once_however_many_figures_wait()
    {
        await using var head = new TestHead(options: static options => options with { NodesPerViewInterval = 1, MaxNodesInView = 1 });
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        head.Time.Advance(TimeSpan.FromMilliseconds(10));
        await first.Session.ReportAsync(Make.Report(1, 3));
        await second.Session.ReportAsync(Make.Report(1, 3));
        await head.JoinAsync(3);
        await head.JoinAsync(4);

        head.Time.Advance(TimeSpan.FromMilliseconds(10));

        await first.SeesNodeAsync(3, NodeLiveness.Alive);
        await first.SeesNodeAsync(4, NodeLiveness.Alive);
    }

    [Fact]
    public async Task A_report_without_news_is_told_to_nobody_and_an_older_one_is_dropped()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        await node.Session.ReportAsync(Make.Report(5, 3));
        long version = head.Head.State.Version;

        await node.Session.ReportAsync(Make.Report(6, 3));
        await node.Session.ReportAsync(Make.Report(4, 1));

        Assert.Equal(version, head.Head.State.Version);
        Assert.Equal(6, head.Node(1).Report.Version);
        Assert.Equal(3, head.Node(1).Report.Available["CPU"]);
    }

    [Fact]
    public async Task A_node_that_comes_back_within_the_grace_period_lives_on()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        node.Session.Disconnect("reset");
        Assert.Equal(NodeLiveness.Unreachable, head.Node(1).Liveness);
        head.Pass(TimeSpan.FromSeconds(4.9));

        TestNode again = await head.JoinAsync(Make.Node(1), clusterId: 42);

        head.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(NodeLiveness.Alive, head.Node(1).Liveness);
        Assert.True((await again.SeesViewAsync(view => view.IsComplete)).IsComplete);
    }

    [Fact]
    public async Task Time_in_which_the_head_stood_still_is_not_held_against_nodes()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        node.Session.Disconnect("reset");
        head.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(NodeLiveness.Unreachable, head.Node(1).Liveness);

        // What is left of the grace runs on when the head does.
        head.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(NodeLiveness.Unreachable, head.Node(1).Liveness);
        head.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(NodeLiveness.Dead, head.Node(1).Liveness);
    }

    [Fact]
    public async Task A_node_that_stays_away_is_dead_and_is_refused_afterwards()
    {
        await using var head = new TestHead();
        TestNode other = await head.JoinAsync(2);
        TestNode node = await head.JoinAsync(1);
        node.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(NodeLiveness.Dead, head.Node(1).Liveness);
        head.Time.Advance(TimeSpan.FromSeconds(1));
        await other.SeesNodeAsync(1, NodeLiveness.Dead);
        RayException refused = await Assert.ThrowsAsync<RayException>(() => head.JoinAsync(Make.Node(1), clusterId: 42));
        Assert.Equal(RayErrorCode.NodeGivenUp, refused.Code);
        Assert.Contains("declared dead", refused.Message, StringComparison.Ordinal);
        Assert.Contains("new id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_of_a_dead_node_change_nothing()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        node.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));

        RayException refused = await Assert.ThrowsAsync<RayException>(() => head.Service.PutKeyAsync("a", "b", [1], overwrite: true));
        Assert.Equal(RayErrorCode.NodeRefused, refused.Code);
        await Assert.ThrowsAsync<RayException>(() => node.Session.ReportAsync(Make.Report(9, 1)));
    }

    [Fact]
    public async Task A_node_that_leaves_is_dead_at_once_and_its_connection_ends()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);

        await node.Session.LeaveAsync("stopped by its user");

        Assert.Equal(NodeLiveness.Dead, head.Node(1).Liveness);
        Assert.Equal("stopped by its user", head.Node(1).Reason);
        Assert.Equal("stopped by its user", await node.Aborted);
    }

    [Fact]
    public async Task A_second_connection_of_a_node_replaces_the_first()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(Make.Node(1), clusterId: 42);

        await first.Aborted;
        first.Session.Disconnect("closed");
        head.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(NodeLiveness.Alive, head.Node(1).Liveness);
        await second.Session.ReportAsync(Make.Report(1, 1));
    }

    [Fact]
    public async Task A_registration_that_comes_late_over_an_older_connection_costs_another_connection_and_not_the_node()
    {
        await using var head = new TestHead();
        var older = new TestNode(head, Make.Node(1));
        TestNode newer = await head.JoinAsync(1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));

        // The node gave it up before the head had read it; its end comes when the newer one has been told to end.
        await older.Session.RegisterAsync(Make.Node(1), clusterId: 0);
        await newer.Aborted;
        older.Session.Disconnect("closed");
        newer.Session.Disconnect("closed");
        Assert.Equal(NodeLiveness.Unreachable, head.Node(1).Liveness);

        TestNode third = await head.JoinAsync(Make.Node(1), clusterId: 42);
        head.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((NodeLiveness.Alive, JobStatus.Running), (head.Node(1).Liveness, head.Head.State.Jobs[job.Id].Status));
        await third.Session.ReportAsync(Make.Report(1, 1));
    }

    [Fact]
    public async Task A_node_of_another_cluster_and_one_that_was_forgotten_are_refused()
    {
        await using var head = new TestHead();

        RayException other = await Assert.ThrowsAsync<RayException>(() => head.JoinAsync(Make.Node(1), clusterId: 43));
        Assert.Contains("belongs to cluster", other.Message, StringComparison.Ordinal);
        RayException forgotten = await Assert.ThrowsAsync<RayException>(() => head.JoinAsync(Make.Node(1), clusterId: 42));
        Assert.Contains("no longer knows it", forgotten.Message, StringComparison.Ordinal);
        Assert.Empty(head.Head.State.Nodes);
    }

    [Fact]
    public async Task Dead_nodes_are_shown_for_an_hour_and_up_to_a_limit()
    {
        await using var head = new TestHead(HeadLimits.Default with { MaxDeadNodes = 3 });
        for (int i = 1; i <= 5; i++)
        {
            await (await head.JoinAsync(i)).Session.LeaveAsync("done");
        }

        Assert.Equal([3, 4, 5], (await head.Head.ServiceFor(default).ListNodesAsync()).Select(node => (int)node.Info.Id.Origin));
        head.Time.Advance(TimeSpan.FromHours(1.1));
        await head.JoinAsync(6);
        Assert.Equal([6], head.Head.State.Nodes.Keys.Select(node => (int)node.Origin));
    }

    [Fact]
    public async Task A_node_that_does_not_read_is_disconnected()
    {
        await using var head = new TestHead(maxWaitingMessages: 50);
        using var gate = new ManualResetEventSlim();
        TestNode node = await head.JoinAsync(1);
        await node.SeesViewAsync(view => view.IsComplete);
        node.Gate = gate;
        for (int i = 0; i < 100; i++)
        {
            JobRecord job = await head.Head.ServiceFor(default).StartJobAsync(Make.Job());
            await head.Head.ServiceFor(default).EndJobAsync(job.Id, succeeded: true, string.Empty);
        }

        gate.Set();
        Assert.Contains("behind", await node.Aborted, StringComparison.Ordinal);
        head.Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(NodeLiveness.Dead, head.Node(1).Liveness);
    }

    [Fact]
    public async Task Stopping_the_head_tells_all_nodes()
    {
        var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);

        await head.Head.StopAsync("raynet stop");

        Assert.Equal("raynet stop", await first.IsStoppedAsync());
        Assert.Equal("raynet stop", await second.IsStoppedAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => head.JoinAsync(3));
    }
}
