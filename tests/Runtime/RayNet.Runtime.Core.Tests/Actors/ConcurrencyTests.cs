namespace RayNet.Runtime.Tests.Actors;

public sealed class ConcurrencyTests
{
    // Row 33
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Three_calls_meet_in_an_actor_of_concurrency_three(bool asynchronous)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(3);

        ObjectRef<int>[] calls = [.. Enumerable.Range(0, 3).Select(_ => asynchronous ? meeting.MeetAsync() : meeting.Meet())];

        Assert.Equal(new[] { 1, 2, 3 }, (await Ray.WhenAll(calls).Within()).Order());
    }

    // Row 34
    [Fact]
    public async Task Never_more_calls_at_once_than_MaxConcurrency()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 8);
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(1, new ActorOptions { MaxConcurrency = 3 });

        await Ray.WhenAll(Enumerable.Range(0, 30).Select(_ => Meetings.CallManyRemote(meeting, 100))).Within();

        Assert.InRange(await meeting.MostAtOnce().Within(), 1, 3);
    }

    [Fact]
    public async Task Option_of_the_creation_wins_over_the_attribute()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Meeting> meeting = Meeting.CreateRemote(5, new ActorOptions { MaxConcurrency = 5 });

        int[] met = await Ray.WhenAll(Enumerable.Range(0, 5).Select(_ => meeting.Meet())).Within();

        Assert.Equal(5, met.Max());
    }

    // Row 36
    [Fact]
    public async Task Groups_have_limits_of_their_own_and_ungrouped_methods_the_default()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Grouped> grouped = Grouped.CreateRemote();
        ObjectRef<int>[] calls =
        [
            .. Enumerable.Range(0, 6).Select(_ => grouped.Read(gate)),
            .. Enumerable.Range(0, 6).Select(_ => grouped.Compute(gate)),
            .. Enumerable.Range(0, 6).Select(_ => grouped.Default(gate)),
        ];

        await gate.Arrived(2 + 4 + 1);
        Assert.Equal("healthy", await grouped.Health().Within());
        Assert.Equal(7, gate.Arrivals);
        gate.Open();

        await Ray.WhenAll(calls).Within();
        Assert.Equal(2, await grouped.Most("io").Within());
        Assert.Equal(4, await grouped.Most("compute").Within());
        Assert.Equal(1, await grouped.Most("default").Within());
    }

    // Row 36
    [Fact]
    public async Task Group_of_the_call_wins_over_that_of_the_method()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Grouped> grouped = Grouped.CreateRemote();
        ObjectRef<int> blocking = grouped.Default(gate);
        await gate.Arrived();

        Assert.Equal(1, await grouped.Echo(1, new CallOptions { ConcurrencyGroup = "io" }).Within());

        InvalidOptionException error = Assert.Throws<InvalidOptionException>(() => _ = grouped.Echo(1, new CallOptions { ConcurrencyGroup = "none" }));
        Assert.All((string[])["Grouped", "'none'", "io", "compute", "health"], word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        gate.Open();
        await blocking.Within();
    }

    // Row 37
    [Fact]
    public async Task Group_that_is_blocked_for_ever_does_not_block_others()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Grouped> grouped = Grouped.CreateRemote();
        ObjectRef<int>[] stuck = [grouped.Default(gate), grouped.Read(gate), grouped.Read(gate), grouped.Read(gate)];
        await gate.Arrived(3);

        Assert.Equal("healthy", await grouped.Health().Within());
        Assert.Equal(1, await grouped.Echo(1, new CallOptions { ConcurrencyGroup = "compute" }).Within());

        gate.Open();
        await Ray.WhenAll(stuck).Within();
    }

    [Fact]
    public async Task Over_MaxPendingCalls_the_next_call_is_refused()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { MaxPendingCalls = 2 });
        ObjectRef<int>[] pending = [counter.Block(gate), counter.Increment()];

        PendingCallsLimitExceededException error = Assert.Throws<PendingCallsLimitExceededException>(() => _ = counter.Increment());
        Assert.Contains("2", error.Message, StringComparison.Ordinal);
        Assert.Contains("MaxPendingCalls", error.Message, StringComparison.Ordinal);
        Assert.True(Ray.Cancel(pending[1]));
        ObjectRef<int> allowed = counter.Increment();
        gate.Open();

        Assert.Equal(2, await allowed.Within());
        Assert.Equal(3, await counter.Increment().Within());
    }

    [Fact]
    public async Task Retried_call_of_a_concurrent_actor_is_ended_by_a_kill()
    {
        await using TestCluster cluster = TestCluster.Start();
        for (int i = 0; i < 50; i++)
        {
            Gate gate = cluster.Gate();
            ActorHandle<Meeting> meeting = Meeting.CreateRemote(1);
            ObjectRef<int> call = meeting.FailOnceThenBlock(gate);
            await gate.Arrived();

            Ray.Kill(meeting);

            await call.FailsWith<ActorDiedException>();
            gate.Open();
        }
    }
}
