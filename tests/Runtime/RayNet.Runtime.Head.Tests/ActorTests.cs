using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>Names, followers, deaths and restarts of actors that their owner builds.</summary>
public sealed class ActorTests
{
    [Fact]
    public async Task A_name_belongs_to_one_living_actor()
    {
        await using var head = new TestHead();
        (_, JobRecord job) = await StartAsync(head);
        ActorRecord first = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, "counter"));

        Assert.True(first.IsNew);
        ActorNameTakenException taken = await Assert.ThrowsAsync<ActorNameTakenException>(() => head.Service.RegisterActorAsync(Make.Actor(2, job.Id, "counter")));
        Assert.Contains("counter", taken.Message, StringComparison.Ordinal);
        ActorRecord found = await head.Service.RegisterActorAsync(Make.Actor(2, job.Id, "counter", getIfExists: true));
        Assert.False(found.IsNew);
        Assert.Equal(first.Registration.Id, found.Registration.Id);
        Assert.Null(await head.Service.FindActorAsync("elsewhere", "counter"));
    }

    [Fact]
    public async Task A_registration_that_comes_again_is_the_same()
    {
        await using var head = new TestHead();
        (_, JobRecord job) = await StartAsync(head);
        ActorRecord first = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, "counter"));

        ActorRecord again = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, "counter"));

        Assert.True(again.IsNew);
        Assert.Equal(first.Version, again.Version);
    }

    [Fact]
    public async Task A_thousand_rapid_cycles_of_get_or_create_and_drop_never_fail()
    {
        await using var head = new TestHead();
        (_, JobRecord job) = await StartAsync(head);
        int number = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, stop) =>
        {
            ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(Interlocked.Increment(ref number), job.Id, "counter", getIfExists: true), stop);
            if (actor.IsNew)
            {
                await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60), stop);
                await head.Service.UpdateActorAsync(Make.Dead(actor), stop);
            }
        });

        Assert.Null(await head.Service.FindActorAsync("default", "counter"));
        Assert.True((await head.Service.RegisterActorAsync(Make.Actor(5_000, job.Id, "counter"))).IsNew);
    }

    [Fact]
    public async Task A_follower_hears_of_moves_until_the_actor_is_dead()
    {
        await using var head = new TestHead();
        (TestNode owner, JobRecord job) = await StartAsync(head);
        TestNode follower = await head.JoinAsync(2);
        TestNode stranger = await head.JoinAsync(3);
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, "counter"));
        await head.Head.ServiceFor(Make.NodeId(2)).FindActorAsync("default", "counter");

        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        ActorRecord alive = await follower.SeesActorAsync(actor.Registration.Id, ActorLiveness.Alive);
        Assert.Equal(60ul, alive.Process);
        Assert.True(alive.Version > actor.Version);
        await head.Service.UpdateActorAsync(Make.Dead(actor));
        await follower.SeesActorAsync(actor.Registration.Id, ActorLiveness.Dead);
        await owner.SeesActorAsync(actor.Registration.Id, ActorLiveness.Dead);

        await head.Service.EndJobAsync(job.Id, succeeded: true, string.Empty);
        await stranger.SeesJobEndAsync(job.Id);
        Assert.Empty(stranger.Told.OfType<ActorRecord>());
    }

    [Fact]
    public async Task A_follower_that_was_away_hears_what_it_missed()
    {
        await using var head = new TestHead();
        (_, JobRecord job) = await StartAsync(head);
        TestNode follower = await head.JoinAsync(2);
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id));
        await head.Head.ServiceFor(Make.NodeId(2)).GetActorAsync(actor.Registration.Id);
        follower.Session.Disconnect("reset");
        head.Time.Advance(TimeSpan.FromSeconds(1));
        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        JobRecord other = await head.Service.StartJobAsync(Make.Job());
        await head.Service.EndJobAsync(other.Id, succeeded: false, "failed");

        TestNode again = await head.JoinAsync(Make.Node(2), clusterId: 42);

        await again.SeesActorAsync(actor.Registration.Id, ActorLiveness.Alive);
        await again.SeesJobEndAsync(other.Id);
    }

    [Fact]
    public async Task Actors_of_a_dead_node_restart_or_die()
    {
        await using var head = new TestHead();
        (TestNode owner, JobRecord job) = await StartAsync(head);
        TestNode host = await head.JoinAsync(2);
        ActorRecord mortal = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id));
        ActorRecord tough = await head.Service.RegisterActorAsync(Make.Actor(2, job.Id, maxRestarts: 1));
        await head.Service.UpdateActorAsync(Make.Alive(mortal, 2, 60));
        await head.Service.UpdateActorAsync(Make.Alive(tough, 2, 60));

        host.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));

        ActorRecord dead = await owner.SeesActorAsync(mortal.Registration.Id, ActorLiveness.Dead);
        Assert.Contains("node2", dead.Reason, StringComparison.Ordinal);
        ActorRecord restarting = await owner.SeesActorAsync(tough.Registration.Id, ActorLiveness.Restarting);
        Assert.Equal(1, restarting.Restarts);
        Assert.Equal(0ul, restarting.Process);

        await head.Service.UpdateActorAsync(Make.Alive(tough, 1, 61, restarts: 1));
        await head.Service.EndProcessAsync(Make.NodeId(1), 61, "crashed");
        ActorRecord gone = await head.GetAsync(tough);
        Assert.Equal(ActorLiveness.Dead, gone.State);
        Assert.Contains("MaxRestarts", gone.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actors_of_a_lost_owner_die_wherever_they_are()
    {
        await using var head = new TestHead();
        (TestNode owner, JobRecord job) = await StartAsync(head);
        TestNode host = await head.JoinAsync(2);
        ActorRecord ofProcess = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, owner: 51, maxRestarts: 5));
        ActorRecord ofNode = await head.Service.RegisterActorAsync(Make.Actor(2, job.Id, maxRestarts: 5));
        await head.Service.UpdateActorAsync(Make.Alive(ofProcess, 2, 60));
        await head.Service.UpdateActorAsync(Make.Alive(ofNode, 2, 60));

        await head.Service.EndProcessAsync(Make.NodeId(1), 51, "exit code 139");
        ActorRecord first = await host.SeesActorAsync(ofProcess.Registration.Id, ActorLiveness.Dead);
        Assert.Contains("139", first.Reason, StringComparison.Ordinal);
        owner.Session.Disconnect("reset");
        head.Pass(TimeSpan.FromSeconds(5));
        await host.SeesActorAsync(ofNode.Registration.Id, ActorLiveness.Dead);
    }

    [Fact]
    public async Task What_is_said_of_an_earlier_life_is_ignored()
    {
        await using var head = new TestHead();
        (_, JobRecord job) = await StartAsync(head);
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id, maxRestarts: -1));
        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60));
        await head.Service.EndProcessAsync(Make.NodeId(1), 60, "crashed");

        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 60, restarts: 0));
        Assert.Equal(ActorLiveness.Restarting, (await head.GetAsync(actor)).State);
        await head.Service.UpdateActorAsync(Make.Dead(actor));
        await head.Service.UpdateActorAsync(Make.Alive(actor, 1, 61, restarts: 1));
        Assert.Equal(ActorLiveness.Dead, (await head.GetAsync(actor)).State);
    }

    [Fact]
    public async Task An_actor_that_comes_alive_on_a_dead_node_is_lost_at_once()
    {
        await using var head = new TestHead();
        (TestNode owner, JobRecord job) = await StartAsync(head);
        TestNode host = await head.JoinAsync(2);
        ActorRecord actor = await head.Service.RegisterActorAsync(Make.Actor(1, job.Id));
        await host.Session.LeaveAsync("stopped");

        await head.Service.UpdateActorAsync(Make.Alive(actor, 2, 60));

        await owner.SeesActorAsync(actor.Registration.Id, ActorLiveness.Dead);
    }

    [Fact]
    public async Task An_update_of_an_unknown_actor_is_an_error_unless_it_says_that_the_actor_is_dead()
    {
        await using var head = new TestHead();
        await StartAsync(head);
        var unknown = new ActorUpdate(new ActorId(1, 1), ActorLiveness.Alive, 60, Make.NodeId(1), 0, string.Empty);

        await Assert.ThrowsAsync<ActorNotFoundException>(() => head.Service.UpdateActorAsync(unknown));
        await head.Service.UpdateActorAsync(unknown with { State = ActorLiveness.Dead });
        Assert.Null(await head.Service.GetActorAsync(unknown.Id));
    }

    [Fact]
    public async Task Actors_are_listed_in_pages()
    {
        await using var head = new TestHead();
        (_, JobRecord job) = await StartAsync(head);
        for (int i = 1; i <= 5; i++)
        {
            await head.Service.RegisterActorAsync(Make.Actor(i, job.Id, detached: i == 2));
        }

        ActorRecord[] page = await head.Service.ListActorsAsync(default, 3);
        ActorRecord[] rest = await head.Service.ListActorsAsync(page[^1].Registration.Id, 3);

        Assert.Equal([1ul, 2, 3, 4, 5], page.Concat(rest).Select(actor => actor.Registration.Id.Sequence));
        Assert.All(page, actor => Assert.Empty(actor.Registration.Creation));
        await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.ListActorsAsync(default, 0));
    }

    [Fact]
    public async Task Dead_actors_are_kept_up_to_a_limit()
    {
        await using var head = new TestHead(HeadLimits.Default with { MaxDeadActors = 10 });
        (_, JobRecord job) = await StartAsync(head);
        for (int i = 1; i <= 50; i++)
        {
            await head.Service.UpdateActorAsync(Make.Dead(await head.Service.RegisterActorAsync(Make.Actor(i, job.Id))));
        }

        Assert.Equal(10, head.Head.State.Actors.Count);
        head.Time.Advance(TimeSpan.FromHours(2));
        await head.Service.PutKeyAsync("any", "command", [], overwrite: true);
        Assert.Empty(head.Head.State.Actors);
    }

    private static async Task<(TestNode Node, JobRecord Job)> StartAsync(TestHead head)
    {
        TestNode node = await head.JoinAsync(1);
        return (node, await head.Service.StartJobAsync(Make.Job(driverNode: 1)));
    }
}
