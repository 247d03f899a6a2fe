namespace RayNet.Runtime.Tests.Actors;

public sealed class ActorStateTests
{
    [Fact]
    public async Task State_survives_a_restart_and_is_there_before_the_next_call()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Saved> saved = Saved.CreateRemote();
        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(i, await saved.Add().Within());
            Ray.Kill(saved, noRestart: false);
        }

        Assert.Equal<int[]>([3, 1], await saved.Look().Within());
    }

    [Fact]
    public async Task What_a_lost_call_did_to_the_state_is_undone()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Saved> saved = Saved.CreateRemote();
        await saved.Add().Within();
        ObjectRef<int> lost = saved.Block(gate);
        await gate.Arrived();

        Ray.Kill(saved, noRestart: false);

        await lost.FailsWith<ActorUnavailableException>();
        gate.Open();
        Assert.Equal(2, await saved.Add().Within());
    }

    [Fact]
    public async Task Without_a_snapshot_after_each_call_a_restart_goes_on_from_the_last_one()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Saved> saved = Saved.CreateRemote(new ActorOptions { SnapshotEvery = 2 });
        await Ray.WhenAll(saved.Add(), saved.Add(), saved.Add()).Within();
        Ray.Kill(saved, noRestart: false);
        Assert.Equal<int[]>([2, 1], await saved.Look().Within());

        ActorHandle<Saved> never = Saved.CreateRemote(new ActorOptions { SnapshotEvery = 0 });
        await never.Add().Within();
        Ray.Kill(never, noRestart: false);
        Assert.Equal<int[]>([0, 0], await never.Look().Within());

        // Only when it says so itself.
        Assert.Equal(1, await never.AddAndSave().Within());
        await never.Add().Within();
        Ray.Kill(never, noRestart: false);
        Assert.Equal<int[]>([1, 1], await never.Look().Within());
    }

    [Fact]
    public async Task With_a_period_state_is_saved_when_it_has_passed_and_calls_were_run()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        ActorHandle<Saved> saved = Saved.CreateRemote(new ActorOptions { SnapshotPeriod = TimeSpan.FromMinutes(1) });
        await saved.Add().Within();
        time.Advance(TimeSpan.FromMinutes(1));

        // Behind the marker that the clock has put there.
        await saved.Add().Within();
        Ray.Kill(saved, noRestart: false);

        Assert.Equal<int[]>([1, 1], await saved.Look().Within());
    }

    [Fact]
    public async Task Options_that_do_not_fit_are_refused()
    {
        await using TestCluster cluster = TestCluster.Start();
        Assert.Contains("IActorState", Assert.Throws<InvalidOptionException>(() => Phoenix.CreateRemote(cluster.Gate(), new ActorOptions { SnapshotEvery = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("SnapshotEvery", Assert.Throws<InvalidOptionException>(() => Saved.CreateRemote(new ActorOptions { SnapshotEvery = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("SnapshotPeriod", Assert.Throws<InvalidOptionException>(() => Saved.CreateRemote(new ActorOptions { SnapshotPeriod = TimeSpan.Zero })).Message, StringComparison.Ordinal);
        Assert.Contains("one call at a time", Assert.Throws<InvalidOptionException>(() => Saved.CreateRemote(new ActorOptions { MaxConcurrency = 2 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_is_taken_by_an_actor_with_state_and_by_nobody_else()
    {
        await using TestCluster cluster = TestCluster.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Ray.SnapshotAsync());
        Assert.Equal(1, await Saved.CreateRemote(new ActorOptions { MaxRestarts = 0 }).AddAndSave().Within());
    }
}
