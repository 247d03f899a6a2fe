namespace RayNet.Testing.Tests;

/// <summary>Values and references between two nodes.</summary>
public sealed class ValueTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const int Large = 8 << 20;

    private RayCluster Cluster => nodes.Cluster;

    // Row 1
    [Fact]
    public async Task Values_of_many_references_come_in_their_order_with_their_repeats()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<int>[] made = [.. Enumerable.Range(0, 10).Select(static i => Work.EchoRemote(i, On.Node(i % 2 == 0 ? "head" : "second")))];

        Assert.Equal(Enumerable.Range(0, 10), await Ray.GetAsync(made).Within());
        Assert.Equal<IEnumerable<int>>([0, 1, 0, 9, 9], await Ray.GetAsync([made[0], made[1], made[0], made[9], made[9]]).Within());
    }

    // Row 2
    [Fact]
    public async Task A_get_with_a_limit_ends_for_a_blocked_task_of_another_node_and_the_same_reference_has_its_value_later()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        ObjectRef<int> blocked = Parcels.AfterRemote(meeting, On.Node("second"));

        GetTimeoutException late = await Assert.ThrowsAsync<GetTimeoutException>(() => Ray.GetAsync(blocked, TimeSpan.FromMilliseconds(100)));
        Assert.IsAssignableFrom<TimeoutException>((Exception)late);

        await meeting.Arrive("somebody").Within();
        Assert.Equal(1, await Ray.GetAsync(blocked, Soon.Limit).Within());
    }

    // Row 3
    [Fact]
    public async Task A_wait_gives_as_many_as_were_asked_for_and_keeps_the_others()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<int>[] quick = [.. Enumerable.Range(0, 4).Select(static i => Work.EchoRemote(i, On.Node(i % 2 == 0 ? "head" : "second")))];
        Assert.Equal((1, 3), Counts(await Ray.WaitAsync(quick).Within()));
        Assert.Equal((4, 0), Counts(await Ray.WaitAsync(quick, 4).Within()));

        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        ObjectRef<int> blocked = Parcels.AfterRemote(meeting, On.Node("second"));
        Assert.Equal((1, 1), Counts(await Ray.WaitAsync([quick[0], blocked], 2, TimeSpan.FromMilliseconds(200)).Within()));
        await Assert.ThrowsAsync<ArgumentException>(() => Ray.WaitAsync([quick[0], quick[0]]));
        Assert.Equal((0, 0), Counts(await Ray.WaitAsync(Array.Empty<ObjectRef<int>>(), 0).Within()));
        Assert.Equal((2, 8), Counts(await Ray.WaitAsync(Enumerable.Range(0, 10).Select(i => driver.Put(i)).ToArray(), 2).Within()));
        await meeting.Arrive("somebody").Within();
        Assert.Equal(1, await blocked.Within());

        static (int Ready, int NotReady) Counts(WaitResult<ObjectRef<int>> result) => (result.Ready.Count, result.NotReady.Count);
    }

    // Row 4
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Direct_references_arrive_as_values_and_listed_ones_as_references(bool actorMakes, bool actorTakes)
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Station> maker = Station.CreateRemote(On.Actor("head"));
        ActorHandle<Station> taker = Station.CreateRemote(On.Actor("second"));
        TaskOptions head = On.Node("head");
        TaskOptions second = On.Node("second");
        ObjectRef<int> small = actorMakes ? maker.MakeSmall() : Parcels.MakeSmallRemote(head);
        ObjectRef<byte[]> large = actorMakes ? maker.MakeLarge(Large) : Parcels.MakeLargeRemote(Large, head);

        Assert.Equal(Parcels.Small, await (actorTakes ? taker.TakeSmall(small) : Parcels.TakeSmallRemote(small, second)).Within());
        Assert.Equal(Large, await (actorTakes ? taker.TakeLarge(large) : Parcels.TakeLargeRemote(large, second)).Within());
        Assert.Equal(Parcels.Small, await (actorTakes ? taker.TakeSmallListed([small]) : Parcels.TakeSmallListedRemote([small], second)).Within());
        Assert.Equal(Large, await (actorTakes ? taker.TakeLargeListed([large]) : Parcels.TakeLargeListedRemote([large], second)).Within());
    }

    // Row 6
    [Fact]
    public async Task Each_part_of_a_result_is_a_reference_of_its_own()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        (ObjectRef<int> first, ObjectRef<string> second, ObjectRef<byte[]> third) = Parcels.SplitRemote(Large, On.Node("second"));

        Assert.Equal(Large, await Work.SumRemote(third, On.Node("head")).Within());
        Assert.Equal(4, await Work.LengthRemote(second, On.Node("head")).Within());
        Assert.Equal(Parcels.Small, await first.Within());
    }

    // Row 6
    [Fact]
    public async Task A_task_that_asks_for_what_no_node_has_waits_without_an_error()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<int> never = Work.EchoRemote(1, On.Node("unicorn"));

        WaitResult<ObjectRef<int>> result = await Ray.WaitAsync([never], 1, TimeSpan.FromMilliseconds(100)).Within();

        Assert.Empty(result.Ready);
        Assert.Equal(PendingReason.Infeasible, (await Ray.ExplainAsync(never).Within()).Reason);
        Assert.True(Ray.Cancel(never));
        await never.FailsWith<RemoteTaskCanceledException>();
    }

    // Row 8
    [Fact]
    public async Task What_was_put_is_what_is_read_here_and_on_another_node()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        for (int i = 0; i < 100; i++)
        {
            string text = new('x', i);
            List<int> list = [.. Enumerable.Range(0, i)];
            ObjectRef<Mixture> put = driver.Put(new Mixture(i, i * 0.5, text, list));

            Mixture read = await put.Within();
            Assert.Equal((i, i * 0.5, text), (read.Integer, read.Real, read.Text));
            Assert.Equal(list, read.List);
            Assert.Equal(text, await Parcels.ReadMixtureRemote(put, i, On.Node("second")).Within());
        }
    }

    // Row 9
    [Fact]
    public async Task A_value_that_contains_itself_is_refused_where_it_is_put_passed_or_returned()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        var knot = new Knot();
        knot.Next = knot;

        Assert.Throws<RaySerializationException>(() => driver.Put(knot));
        Assert.Throws<RaySerializationException>(() => _ = Parcels.DepthRemote(knot, On.Node("second")));
        await Parcels.TieRemote(On.Node("second")).FailsWith<RaySerializationException>();
        Assert.Equal(2, await Parcels.DepthRemote(new Knot { Next = new Knot() }, On.Node("second")).Within());
    }

    // Row 10
    [Fact]
    public async Task A_value_that_holds_a_reference_is_put_and_read_on_another_node()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<Envelope> put = driver.Put(new Envelope(5, driver.Put(Work.Make(Large, 1))));

        Assert.Equal(5 + Large, await Parcels.ReadEnvelopeRemote(put, On.Node("second")).Within());
    }

    // Row 15
    [Fact]
    public async Task A_task_calls_a_plain_method_and_a_task_of_another_node()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();

        Assert.Equal<IEnumerable<int>>([1, 2], await Parcels.NestedRemote(On.Node("second")).Within());
    }

    // Row 69
    [Fact]
    public async Task What_is_put_passed_and_disposed_leaves_nothing_on_either_node()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> put = driver.Put(Work.Make(Large, 1));
        Assert.Equal(Large, await Work.SumRemote(put, On.Node("second")).Within());
        await Work.SumRemote(put, On.Node("second", maxRetries: 0) with { Timeout = TimeSpan.FromSeconds(30) }).Within();

        put.Dispose();

        await Cluster.WaitUntilEmptyAsync();
    }

    // Row 73
    [Fact]
    public async Task A_reference_that_is_written_by_hand_is_refused_and_stays_usable()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> put = driver.Put(Work.Make(Large, 1));

        RaySerializationException refused = Assert.Throws<RaySerializationException>(() => RaySerializer.Serialize(new Envelope(1, put)));

        Assert.Contains("only inside remote calls", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Large, await Work.SumRemote(put, On.Node("second")).Within());
    }

    // Row 71
    [Fact]
    public async Task A_reference_in_a_list_is_given_back_by_a_worker_that_crashes()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> put = driver.Put(Work.Make(Large, 1));

        await Parcels.CrashRemote([put], On.Node("second", maxRetries: 0)).FailsWith<WorkerCrashedException>();
        Assert.Equal(Large, await Work.SumRemote(put, On.Node("second")).Within());

        put.Dispose();
        await Cluster.WaitUntilEmptyAsync();
    }
}
