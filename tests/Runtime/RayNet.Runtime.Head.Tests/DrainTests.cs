using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>Nodes that are to leave.</summary>
public sealed class DrainTests
{
    private static readonly long s_minute = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    [Fact]
    public async Task All_nodes_are_told_and_the_drained_one_gets_no_detached_actor()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1, cpus: 2);
        TestNode second = await head.JoinAsync(2, cpus: 8);
        JobRecord job = await Anybody(head).StartJobAsync(Make.Job(1));

        NodeRecord record = await Anybody(head).DrainNodeAsync(Make.NodeId(2), "a new kernel", s_minute);
        head.Time.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal((NodeLiveness.Draining, "a new kernel"), (record.Liveness, record.Reason));
        await first.SeesNodeAsync(2, NodeLiveness.Draining);
        Assert.Equal("a new kernel", (await second.SeesNodeAsync(2, NodeLiveness.Draining)).Drain!.Reason);
        ActorRecord actor = await Anybody(head).RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 1));
        Assert.Equal(Make.NodeId(1), actor.Node);
        Assert.Equal(default, (await Anybody(head).RegisterActorAsync(Make.Actor(2, job.Id, detached: true, cpus: 4))).Node);
    }

    [Fact]
    public async Task It_still_drains_after_a_broken_connection_and_under_the_next_head()
    {
        var store = new MemoryHeadStore();
        var before = new TestHead(store: store);
        TestNode node = await before.JoinAsync(2);
        await before.Head.ServiceFor(default).DrainNodeAsync(Make.NodeId(2), "spot", s_minute);
        node.Session.Disconnect("reset");
        Assert.Equal(NodeLiveness.Unreachable, before.Node(2).Liveness);
        await before.JoinAsync(Make.Node(2), clusterId: 42);
        Assert.Equal((NodeLiveness.Draining, "spot"), (before.Node(2).Liveness, before.Node(2).Reason));

        await using var after = new TestHead(store: store, time: before.Time);
        TestNode back = await after.JoinAsync(Make.Node(2), clusterId: 42);
        Assert.True((await back.SeesViewAsync(view => view.IsComplete)).Nodes.Single(item => item.Info.Id == Make.NodeId(2)) is { Liveness: NodeLiveness.Draining, Drain.Deadline: not null });
        after.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(NodeLiveness.Dead, after.Node(2).Liveness);
    }

    [Fact]
    public async Task Its_deadline_ends_it_and_an_earlier_one_counts()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        TestNode node = await head.JoinAsync(2);
        await Anybody(head).DrainNodeAsync(Make.NodeId(2), "calm", -1);
        Assert.Null(head.Node(2).Drain!.Deadline);
        await Anybody(head).DrainNodeAsync(Make.NodeId(2), "spot", s_minute);
        await Anybody(head).DrainNodeAsync(Make.NodeId(2), "later", 10 * s_minute);
        await Anybody(head).DrainNodeAsync(Make.NodeId(2), "never", -1);
        head.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(NodeLiveness.Draining, head.Node(2).Liveness);
        head.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(NodeLiveness.Dead, head.Node(2).Liveness);
        Assert.Contains("had not ended by the deadline", head.Node(2).Reason, StringComparison.Ordinal);
        Assert.Equal(head.Node(2).Reason, await node.Aborted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_detached_actor_that_is_lost_there_moves_and_keeps_its_restarts(int maxRestarts)
    {
        await using var head = new TestHead();
        await head.JoinAsync(2);
        JobRecord job = await Anybody(head).StartJobAsync(Make.Job());
        ActorRecord actor = await Anybody(head).RegisterActorAsync(Make.Actor(1, job.Id, detached: true, maxRestarts: maxRestarts));
        await Anybody(head).UpdateActorAsync(Make.Alive(actor, 2, process: 70));
        await head.JoinAsync(3);
        await head.JoinAsync(4);
        IHeadService service = Anybody(head);

        await service.DrainNodeAsync(Make.NodeId(2), "spot", -1);
        await service.EndProcessAsync(Make.NodeId(2), 70, "stopped");
        ActorRecord moved = await head.GetAsync(actor);
        Assert.Equal((ActorLiveness.Restarting, Make.NodeId(3), 1, 1), (moved.State, moved.Node, moved.Restarts, moved.Moves));

        // What it is allowed is still allowed, once.
        await service.UpdateActorAsync(Make.Alive(actor, 3, process: 71, restarts: 1));
        await service.EndProcessAsync(Make.NodeId(3), 71, "crashed");
        Assert.Equal(ActorLiveness.Restarting, (await head.GetAsync(actor)).State);
        await service.UpdateActorAsync(Make.Alive(actor, (int)(await head.GetAsync(actor)).Node.Origin, process: 72, restarts: 2));
        await service.EndProcessAsync((await head.GetAsync(actor)).Node, 72, "crashed");
        Assert.Equal(maxRestarts < 0 ? ActorLiveness.Restarting : ActorLiveness.Dead, (await head.GetAsync(actor)).State);
    }

    [Fact]
    public async Task An_actor_that_may_not_be_built_again_ends_with_the_node()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(2);
        JobRecord job = await Anybody(head).StartJobAsync(Make.Job());
        ActorRecord actor = await Anybody(head).RegisterActorAsync(Make.Actor(1, job.Id, detached: true));
        await Anybody(head).UpdateActorAsync(Make.Alive(actor, 2, process: 70));
        await head.JoinAsync(3);
        await Anybody(head).DrainNodeAsync(Make.NodeId(2), "spot", s_minute);
        Assert.Equal(ActorLiveness.Alive, (await head.GetAsync(actor)).State);
        await node.Session.LeaveAsync("It was drained: spot");
        Assert.Equal(ActorLiveness.Dead, (await head.GetAsync(actor)).State);
    }

    [Fact]
    public async Task What_cannot_be_drained_is_said()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        TestNode node = await head.JoinAsync(2);
        Assert.Contains("raynet stop", (await Assert.ThrowsAsync<InvalidOptionException>(() => Anybody(head).DrainNodeAsync(Make.NodeId(1), "x", -1))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RayException>(() => Anybody(head).DrainNodeAsync(Make.NodeId(9), "x", -1));
        await Assert.ThrowsAsync<InvalidOptionException>(() => Anybody(head).DrainNodeAsync(Make.NodeId(2), "x", -2));
        await node.Session.LeaveAsync("done");
        await Assert.ThrowsAsync<RayException>(() => Anybody(head).DrainNodeAsync(Make.NodeId(2), "x", -1));
    }

    private static IHeadService Anybody(TestHead head) => head.Head.ServiceFor(default);
}
