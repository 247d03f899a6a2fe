namespace RayNet.Runtime.Cluster.Tests.Objects;

/// <summary>What is held, and that nothing is when nobody holds it.</summary>
public sealed class ReferenceCountTests : IAsyncLifetime
{
    private TestCluster? _cluster;

    private TestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    // Row 69
    [Fact]
    public async Task Counts_go_back_to_nothing_after_calls_of_every_kind()
    {
        using IDisposable use = Cluster.Use();
        await CallAsync();
        using Probes probes = await Cluster.ProbeAsync();

        await probes.NothingIsCounted(Cluster);

        static async Task CallAsync()
        {
            ObjectRef<int> put = Ray.Put(1);
            Assert.Equal(1, await Nested.GetOfRemote(put).Within());
            Assert.Equal(1, await Work.CountRemote([put]).Within());
            Assert.Equal(2, await (await Nested.MakeRemote(2).Within())[0].Within());
            await Failing.FailRemote("x").FailsWithAny();
            ActorHandle<Counter> counter = await Callers.MakeRemote(1).Within();
            Assert.Equal(2, await Callers.AddDeepRemote(counter, 3).Within());
        }
    }

    // Row 69
    [Fact]
    public async Task Ref_counts_once_while_a_task_needs_it()
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        using ObjectRef<int> put = Ray.Put(7);
        ObjectRef<int> passed = Nested.PassOnRemote(0, [put], gate);
        await gate.Arrived();

        Assert.Equal(1, Cluster.Runtime.References.ExportedCount);
        gate.Open();
        Assert.Equal(7, await passed.Within());

        using Probes probes = await Cluster.ProbeAsync();
        await probes.NothingIsCounted(Cluster);
        Assert.Equal(7, await put.Within());
    }

    // Row 70, row 71
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task Ref_in_a_list_through_nested_tasks_is_kept_while_needed_and_freed_afterwards(int depth)
    {
        using IDisposable use = Cluster.Use();
        using var gate = new Gate();
        ObjectRef<int> passed = Pass(depth, gate);
        using Probes probes = await Cluster.ProbeAsync();
        await gate.Arrived();
        for (int i = 0; i < 3; i++)
        {
            await probes.CollectAsync();
        }

        gate.Open();

        Assert.Equal(99, await passed.Within());
        await probes.NothingIsCounted(Cluster);

        // In a method of its own: here nobody holds the reference any more.
        static ObjectRef<int> Pass(int depth, string gate) => Nested.PassOnRemote(depth, [Work.EchoRemote(99)], gate);
    }

    // Row 70
    [Fact]
    public async Task Object_that_an_actor_holds_stays_until_it_gives_it_up()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Holding> holding = Holding.CreateRemote();
        await GiveAsync(holding);
        using Probes probes = await Cluster.ProbeAsync();
        for (int i = 0; i < 3; i++)
        {
            await probes.CollectAsync();
        }

        Assert.Equal(3_000_000, await holding.Length().Within());
        await holding.GiveUp().Within();

        await probes.NothingIsCounted(Cluster);
        await StoreIsEmpty(probes);

        static async Task GiveAsync(ActorHandle<Holding> holding)
        {
            ObjectRef<byte[]> large = Ray.Put(new byte[3_000_000]);
            await holding.Hold([large]).Within();
        }
    }

    [Fact]
    public async Task Calls_that_look_at_one_object_share_a_view_and_leave_nothing()
    {
        using IDisposable use = Cluster.Use();
        ActorHandle<Looking> looking = Looking.CreateRemote();
        await LookAsync(looking);
        await looking.Forget().Within();
        using Probes probes = await Cluster.ProbeAsync();

        await probes.NothingIsCounted(Cluster);
        await StoreIsEmpty(probes);
        GC.KeepAlive(looking);

        static async Task LookAsync(ActorHandle<Looking> looking)
        {
            using ObjectRef<ReadOnlyMemory<byte>> block = Ray.Put((ReadOnlyMemory<byte>)new byte[3_000_000]);
            using ObjectRef<ReadOnlyMemory<byte>> other = Ray.Put((ReadOnlyMemory<byte>)new byte[3_000_000]);
            Assert.False(await looking.SeesTheSame(block).Within());
            Assert.True(await looking.SeesTheSame(block).Within());
            Assert.True(await looking.SeesTheSame(block).Within());
            Assert.False(await looking.SeesTheSame(other).Within());
        }
    }

    [Fact]
    public async Task Store_is_empty_after_large_values_of_every_kind()
    {
        using IDisposable use = Cluster.Use();
        await CallAsync();
        using Probes probes = await Cluster.ProbeAsync();

        await StoreIsEmpty(probes);
        await probes.NothingIsCounted(Cluster);

        static async Task CallAsync()
        {
            byte[] large = new byte[2_000_000];
            ObjectRef<byte[]> put = Ray.Put(large);
            Assert.Equal(2_000_000, await Work.LengthRemote(put).Within());
            Assert.Equal(2_000_000, await Work.LengthRemote(large).Within());
            Assert.Equal(2_000_000, await Work.LengthRemote(Work.BytesRemote(2_000_000)).Within());
            Assert.Equal(2_000_000, (await Work.BytesRemote(2_000_000).Within()).Length);
            _ = Work.BytesRemote(2_000_000);
            Assert.Equal(2_000_000, (await Views.EchoRemote(large).Within()).Length);
            ReadOnlyMemory<byte> view = await Ray.Put<ReadOnlyMemory<byte>>(large).Within();
            Assert.Equal(2_000_000, (await Views.EchoRemote(view).Within()).Length);
            await foreach (ReadOnlyMemory<byte> item in Items.ViewsRemote(3, 2_000_000))
            {
                Assert.Equal(2_000_000, item.Length);
            }
        }
    }

    [Fact]
    public async Task Disposed_ref_frees_at_once()
    {
        using IDisposable use = Cluster.Use();
        ObjectRef<byte[]> large = Ray.Put(new byte[2_000_000]);
        Assert.NotEqual(0, Cluster.Store.Objects);

        large.Dispose();

        await Soon.Until(() => Cluster.Store.Objects == 0);
    }

    [Fact]
    public async Task Idle_worker_gives_back_what_it_uses_no_more()
    {
        using IDisposable use = Cluster.Use();
        using ObjectRef<int> put = Ray.Put(7);
        Assert.Equal(7, await Work.CountRemote([put]).Within());

        // Nobody asks it to collect.
        await Soon.Until(() => Cluster.Runtime.References.ExportedCount == 0);
        Assert.Equal(7, await put.Within());
    }

    [Fact]
    public async Task Ten_thousand_borrowed_refs_are_given_back_quickly()
    {
        using IDisposable use = Cluster.Use();
        await CallAsync();
        using Probes probes = await Cluster.ProbeAsync();

        await probes.NothingIsCounted(Cluster);

        static async Task CallAsync()
        {
            List<ObjectRef<int>> references = [.. Enumerable.Range(0, 10_000).Select(Ray.Put)];
            Assert.Equal(Enumerable.Range(0, 10_000).Sum(), await Work.CountRemote(references).Within());
        }
    }

    private Task StoreIsEmpty(Probes probes) => Soon.Until(
        async () =>
        {
            await probes.CollectAsync();
            return Cluster.Store is { Objects: 0, Pinned: 0, Used: 0 };
        },
        () => Cluster.Store.ToString());
}
