namespace RayNet.Testing.Tests;

/// <summary>More objects than the stores of two nodes hold.</summary>
public sealed class FullStoreTests
{
    private const int Block = 8 << 20;
    private const int Many = 20;
    private const int TooMuch = 40 << 20;

    // Row 70
    [Fact]
    public Task An_actor_on_another_node_holds_and_reads_more_than_its_store_has() => HoldMoreThanItsStoreAsync(NodeMode.InProcess);

    [Fact]
    public Task An_actor_on_a_node_of_the_command_holds_and_reads_more_than_its_store_has() => HoldMoreThanItsStoreAsync(NodeMode.Process);

    private static async Task HoldMoreThanItsStoreAsync(NodeMode mode)
    {
        await using RayCluster cluster = await SmallStores.StartAsync(mode: mode);
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> keeper = Counter.CreateRemote(On.Actor("second"));
        for (int i = 0; i < Many; i++)
        {
            await keeper.Hold([driver.Put(Work.Make(Block, 1))]).AsTask().Within();
        }

        Assert.Equal((long)Many * Block, await keeper.SumHeld().Within());
        await cluster.WaitForAsync(nodes => nodes.Sum(static node => node.SpilledBytes) >= (long)Many * Block - (2 * SmallStores.Capacity), "objects on disk");
    }

    [Fact]
    public async Task Results_of_an_actor_on_another_node_are_spilled_there_and_all_of_them_are_read_here()
    {
        await using RayCluster cluster = await SmallStores.StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        List<ObjectRef<byte[]>> results = [.. Enumerable.Range(0, Many).Select(static i => Work.MakeRemote(Block, (byte)i, On.Node("second")))];
        for (int i = 0; i < Many; i++)
        {
            byte[] result = await results[i].Within();
            Assert.Equal((Block, (byte)i, (byte)i), (result.Length, result[0], result[^1]));
        }
    }

    // Row 77
    [Fact]
    public async Task An_object_that_was_spilled_on_another_node_is_an_argument_and_a_result()
    {
        await using RayCluster cluster = await SmallStores.StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ObjectRef<byte[]> first = Work.MakeRemote(Block, 3, On.Node("second"));
        Assert.Equal(3L * Block, await Work.SumRemote(first, On.Node("second")).Within());
        List<ObjectRef<byte[]>> more = [.. Enumerable.Range(0, Many).Select(static _ => Work.MakeRemote(Block, 1, On.Node("second")))];
        foreach (ObjectRef<byte[]> other in more)
        {
            Assert.Equal(Block, await Work.SumRemote(other, On.Node("second")).Within());
        }

        await cluster.WaitForAsync(static nodes => nodes.Single(static node => node.Name == "second").SpilledBytes > Block, "the first object on disk");

        Assert.Equal(3L * Block, await Work.SumRemote(first, On.Node("head")).Within());
        Assert.Equal(3L * Block, await Work.SumRemote(first, On.Node("second")).Within());
        Assert.Equal(3, (await first.Within())[^1]);
        GC.KeepAlive(more);
    }

    // Row 75
    [Fact]
    public async Task An_object_that_a_reader_has_open_is_not_spilled_and_the_exception_names_it()
    {
        string directory = Directory.CreateTempSubdirectory("spill-").FullName;
        try
        {
            await using RayCluster cluster = await SmallStores.StartAsync(directory, TimeSpan.FromMilliseconds(500));
            await using IRayClient driver = await cluster.ConnectAsync();
            ObjectRef<ReadOnlyMemory<byte>> open = driver.Put((ReadOnlyMemory<byte>)Work.Make(TooMuch, 7));
            ReadOnlyMemory<byte> view = await open.Within();

            ObjectStoreFullException full = Assert.Throws<ObjectStoreFullException>(() => driver.Put((ReadOnlyMemory<byte>)Work.Make(TooMuch, 1)));

            Assert.Contains("1 readers", full.Message, StringComparison.Ordinal);
            ObjectStoreHolder holder = full.Holders.Single(static holder => !holder.IsBeingCreated);
            Assert.Equal((true, 1, true), (holder.Size > TooMuch, holder.Pins, full.RequestedBytes > TooMuch));
            Assert.DoesNotContain(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories), static file => new FileInfo(file).Length > 0);
            Assert.Equal(7, view.Span[^1]);
            GC.KeepAlive(open);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task A_producer_waits_until_an_object_is_freed()
    {
        await using RayCluster cluster = await SmallStores.StartAsync("none");
        await using IRayClient driver = await cluster.ConnectAsync();
        ObjectRef<byte[]> first = driver.Put(Work.Make(TooMuch, 1));
        Task<ObjectRef<byte[]>> second = Task.Run(() => driver.Put(Work.Make(TooMuch, 2)));
        await cluster.WaitForAsync(static nodes => nodes.Any(static node => node.StoredObjects == 2), "a second object that waits");
        Assert.False(second.IsCompleted);

        first.Dispose();

        Assert.Equal(2, (await (await second.Within()).Within())[^1]);
    }

    [Fact]
    public async Task A_full_store_gets_back_views_and_references_that_nobody_uses()
    {
        await using RayCluster cluster = await SmallStores.StartAsync("none");
        await using IRayClient driver = await cluster.ConnectAsync();
        for (int i = 0; i < Many; i++)
        {
            await UseAsync(driver, (byte)i);
        }

        static async Task UseAsync(IRayClient driver, byte value)
        {
            ReadOnlyMemory<byte> view = await driver.Put((ReadOnlyMemory<byte>)Work.Make(Block, value)).Within();
            Assert.Equal(value, view.Span[^1]);
        }
    }

    [Fact]
    public async Task A_large_argument_that_the_callee_looks_at_survives_a_full_store()
    {
        await using RayCluster cluster = await SmallStores.StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<ViewKeeper> keeper = ViewKeeper.CreateRemote(On.Actor("head"));
        await keeper.Keep(Work.Make(Block, 5)).AsTask().Within();
        List<ObjectRef<byte[]>> more = [.. Enumerable.Range(0, Many).Select(_ => driver.Put(Work.Make(Block, 1)))];

        Assert.Equal(5L * Block, await keeper.Sum().Within());
        GC.KeepAlive(more);
    }

    // Row 78
    [Fact]
    public async Task A_spilling_directory_that_cannot_be_used_fails_before_the_node_starts()
    {
        string file = Path.GetTempFileName();
        try
        {
            InvalidOptionException failure = await Assert.ThrowsAsync<InvalidOptionException>(() => SmallStores.StartAsync(file));
            Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
