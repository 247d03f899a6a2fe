using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>Actors that the head places, and places again.</summary>
public sealed class DetachedActorTests
{
    [Fact]
    public async Task A_detached_actor_goes_to_the_least_loaded_node_that_has_its_resources()
    {
        await using var head = new TestHead();
        TestNode busy = await head.JoinAsync(1, cpus: 4);
        TestNode idle = await head.JoinAsync(2, cpus: 4);
        TestNode small = await head.JoinAsync(3, cpus: 1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        await busy.Session.ReportAsync(Make.Report(1, freeCpus: 3));

        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 2));

        ActorRecord given = await idle.IsGivenAsync(actor.Registration.Id);
        Assert.Equal([1, 2, 3], given.Registration.Creation);
        Assert.Empty(actor.Registration.Creation);
        Assert.Empty(small.Told.OfType<TestNode.Placed>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Equally_loaded_nodes_take_turns_from_the_smallest_id(double cpus)
    {
        await using var head = new TestHead();
        for (int i = 3; i >= 1; i--)
        {
            await head.JoinAsync(i);
        }

        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        var nodes = new List<ulong>();
        for (int i = 1; i <= 6; i++)
        {
            ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(i, job.Id, detached: true, cpus: cpus));
            nodes.Add(actor.Node.Origin);
        }

        Assert.Equal([1ul, 2, 3, 1, 2, 3], nodes);
    }

    [Fact]
    public async Task A_full_cluster_gives_the_actor_to_a_node_that_can_hold_it_later()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1, cpus: 4);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        await node.Session.ReportAsync(Make.Report(1, freeCpus: 0));

        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 4));

        await node.IsGivenAsync(actor.Registration.Id);
    }

    [Fact]
    public async Task An_actor_that_fits_nowhere_waits_for_a_node_that_has_what_it_asks_for()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1, cpus: 2);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 8));
        Assert.Equal(default, actor.Node);

        TestNode large = await head.JoinAsync(2, cpus: 16);

        await large.IsGivenAsync(actor.Registration.Id);
        Assert.Equal(Make.NodeId(2), (await head.GetAsync(actor)).Node);
    }

    [Fact]
    public async Task A_node_that_cannot_make_the_actor_hands_it_back_to_another()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 1));
        await first.IsGivenAsync(actor.Registration.Id);

        var back = new ActorUpdate(actor.Registration.Id, ActorLiveness.Pending, 0, Make.NodeId(1), 0, "worker could not start");
        await head.Service.UpdateActorAsync(back);

        await second.IsGivenAsync(actor.Registration.Id);
        await head.Service.UpdateActorAsync(back);
        Assert.Equal(Make.NodeId(2), (await head.GetAsync(actor)).Node);

        first.Forget();
        await second.Session.LeaveAsync("stopped");
        await first.IsGivenAsync(actor.Registration.Id);
    }

    [Fact]
    public async Task What_a_node_says_of_an_actor_that_was_taken_from_it_is_ignored()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 1));
        await first.IsGivenAsync(actor.Registration.Id);
        await head.Service.UpdateActorAsync(new ActorUpdate(actor.Registration.Id, ActorLiveness.Pending, 0, Make.NodeId(1), 0, "worker could not start"));
        await second.IsGivenAsync(actor.Registration.Id);

        // A worker of the first node began after all: it is the same life, and not the place where the head has it built.
        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        ActorRecord waiting = await head.GetAsync(actor);
        Assert.Equal((ActorLiveness.Pending, Make.NodeId(2), 0ul), (waiting.State, waiting.Node, waiting.Process));

        await head.Head.ServiceFor(Make.NodeId(2)).UpdateActorAsync(Make.Alive(actor, 2, 61));
        ActorRecord alive = await head.GetAsync(actor);
        Assert.Equal((ActorLiveness.Alive, Make.NodeId(2), 61ul), (alive.State, alive.Node, alive.Process));
    }

    [Fact]
    public async Task An_actor_that_was_handed_back_and_fits_nowhere_else_is_tried_at_the_next_report()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 1));
        await node.IsGivenAsync(actor.Registration.Id);
        await head.Service.UpdateActorAsync(new ActorUpdate(actor.Registration.Id, ActorLiveness.Pending, 0, Make.NodeId(1), 0, "no room"));
        Assert.Equal(default, (await head.GetAsync(actor)).Node);
        node.Forget();

        await node.Session.ReportAsync(Make.Report(1, freeCpus: 0.5));
        Assert.Equal(default, (await head.GetAsync(actor)).Node);
        await node.Session.ReportAsync(Make.Report(2, freeCpus: 1));

        await node.IsGivenAsync(actor.Registration.Id);
    }

    [Fact]
    public async Task A_detached_actor_moves_when_its_node_dies_until_its_restarts_are_used_up()
    {
        await using var head = new TestHead();
        TestNode watcher = await head.JoinAsync(9, cpus: 0);
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        JobRecord job = await head.Head.ServiceFor(default).StartJobAsync(Make.Job());
        ActorRecord actor = await head.Head.ServiceFor(Make.NodeId(9)).RegisterActorAsync(Make.Actor(1, job.Id, "keeper", detached: true, maxRestarts: 1, cpus: 1));
        await first.IsGivenAsync(actor.Registration.Id);
        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        await head.Head.ServiceFor(default).EndJobAsync(job.Id, succeeded: true, string.Empty);
        Assert.Equal(ActorLiveness.Alive, (await head.GetAsync(actor)).State);

        first.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));
        ActorRecord given = await second.IsGivenAsync(actor.Registration.Id);
        Assert.Equal((ActorLiveness.Restarting, 1), (given.State, given.Restarts));
        Assert.Equal([1, 2, 3], given.Registration.Creation);
        await watcher.SeesActorAsync(actor.Registration.Id, ActorLiveness.Restarting);

        await head.Head.ServiceFor(Make.NodeId(2)).UpdateActorAsync(Make.Alive(actor, 2, 61, restarts: 1));
        ActorRecord alive = await watcher.SeesActorAsync(actor.Registration.Id, ActorLiveness.Alive);
        Assert.Equal(1, (await head.GetAsync(actor)).Restarts);
        Assert.NotEqual(0ul, alive.Process);
        second.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));
        await watcher.SeesActorAsync(actor.Registration.Id, ActorLiveness.Dead);
        Assert.Null(await head.Head.ServiceFor(default).FindActorAsync("default", "keeper"));
    }

    [Fact]
    public async Task A_crash_of_its_process_builds_a_detached_actor_again()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, maxRestarts: -1, cpus: 1));
        await node.IsGivenAsync(actor.Registration.Id);
        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        node.Forget();

        await head.Service.EndProcessAsync(Make.NodeId(1), 60, "exit code 139");

        ActorRecord given = await node.IsGivenAsync(actor.Registration.Id);
        Assert.Equal(1, given.Restarts);

        // The node hands back what it could not make before; that is not this life.
        await head.Service.UpdateActorAsync(new ActorUpdate(actor.Registration.Id, ActorLiveness.Pending, 0, Make.NodeId(1), 0, "exit code 139"));
        Assert.Equal(Make.NodeId(1), (await head.GetAsync(actor)).Node);
    }

    [Fact]
    public async Task A_placement_that_a_broken_connection_lost_comes_again()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        node.Session.Disconnect("reset");
        TestNode again = await head.JoinAsync(Make.Node(1), clusterId: 42);
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, cpus: 1));
        await again.IsGivenAsync(actor.Registration.Id);
        again.Session.Disconnect("reset");

        TestNode third = await head.JoinAsync(Make.Node(1), clusterId: 42);

        await third.IsGivenAsync(actor.Registration.Id);
    }

    [Fact]
    public async Task A_detached_actor_has_a_job_of_its_own_that_ends_with_it()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        JobRecord maker = await head.Service.StartJobAsync(Make.Job(1) with { EnvironmentVariables = new() { ["SECRET"] = "s" }, LogToDriver = true, WorkingDirectoryId = "w" });

        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, maker.Id, "keeper", detached: true, maxRestarts: -1));

        JobRecord own = head.Head.State.Jobs[actor.Registration.Job];
        Assert.NotEqual(maker.Id, own.Id);
        Assert.Equal(("build", "w", "s", JobStatus.Running), (own.Start.BuildId, own.Start.WorkingDirectoryId, own.Start.EnvironmentVariables["SECRET"], own.Status));
        Assert.Equal((true, false, default(NodeId), 0ul), (own.Start.IsDetached, own.Start.LogToDriver, own.Start.DriverNode, own.Start.DriverProcess));
        Assert.Equal(own.Id, (await node.IsGivenAsync(actor.Registration.Id)).Registration.Job);

        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        await head.Service.EndJobAsync(maker.Id, succeeded: true, string.Empty);
        Assert.Equal(ActorLiveness.Alive, (await head.GetAsync(actor)).State);
        Assert.Equal(JobStatus.Running, head.Head.State.Jobs[own.Id].Status);

        await head.Service.UpdateActorAsync(Make.Dead(actor, "it was killed by Ray.Kill"));
        await node.SeesJobEndAsync(own.Id);
        JobRecord ended = head.Head.State.Jobs[own.Id];
        Assert.Equal(JobStatus.Stopped, ended.Status);
        Assert.Contains("it was killed by Ray.Kill", ended.Message, StringComparison.Ordinal);
        Assert.Empty(ended.Start.EnvironmentVariables);
    }

    [Fact]
    public async Task A_detached_actor_ends_with_its_own_job()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        JobRecord maker = await head.Service.StartJobAsync(Make.Job(1));
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, maker.Id, "keeper", detached: true, maxRestarts: -1));

        await head.Service.EndJobAsync(actor.Registration.Job, succeeded: true, string.Empty);

        Assert.Equal(ActorLiveness.Dead, (await head.GetAsync(actor)).State);
        Assert.Null(await head.Service.FindActorAsync("default", "keeper"));
    }

    [Fact]
    public async Task An_actor_without_CPUs_goes_where_there_are_some()
    {
        await using var head = new TestHead();
        TestNode bare = await head.JoinAsync(1, cpus: 0);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        ActorRegistration registration = Make.Actor(1, job.Id, detached: true) with { Placement = new() { ["CPU"] = 1 } };
        ActorRecord actor = await head.Service.RegisterActorAsync(registration);
        Assert.Equal(default, actor.Node);

        TestNode node = await head.JoinAsync(2, cpus: 1);
        await node.IsGivenAsync(actor.Registration.Id);
        Assert.Empty(bare.Told.OfType<TestNode.Placed>());
    }

    [Fact]
    public async Task The_job_of_a_living_detached_actor_is_not_forgotten()
    {
        await using var head = new TestHead(HeadLimits.Default with { MaxEndedJobs = 2 });
        await head.JoinAsync(1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job());
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, detached: true, maxRestarts: -1, cpus: 1));
        await head.Service.EndJobAsync(job.Id, succeeded: true, string.Empty);
        for (int i = 0; i < 5; i++)
        {
            JobRecord other = await head.Service.StartJobAsync(Make.Job());
            await head.Service.EndJobAsync(other.Id, succeeded: true, string.Empty);
        }

        head.Time.Advance(TimeSpan.FromHours(3));
        await head.Service.PutKeyAsync("any", "command", [], overwrite: true);
        Assert.Equal([actor.Registration.Job], head.Head.State.Jobs.Keys);
        await head.Service.UpdateActorAsync(Make.Dead(actor));
        head.Time.Advance(TimeSpan.FromHours(2));
        await head.Service.PutKeyAsync("any", "command", [], overwrite: true);
        Assert.Empty(head.Head.State.Jobs);
    }
}
