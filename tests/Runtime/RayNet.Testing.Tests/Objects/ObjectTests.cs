namespace RayNet.Testing.Tests;

/// <summary>Large objects between two nodes.</summary>
public sealed class ObjectTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const int Large = 8 << 20;

    private RayCluster Cluster => nodes.Cluster;

    // Row 4
    [Fact]
    public async Task Large_objects_travel_between_all_pairs_of_nodes()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        foreach (string from in (string[])["head", "second"])
        {
            ObjectRef<byte[]> made = Work.MakeRemote(Large, 1, On.Node(from));
            Assert.Equal(Large, await Work.SumRemote(made, On.Node("head")).Within());
            Assert.Equal(Large, await Work.SumRemote(made, On.Node("second")).Within());
            Assert.Equal(Large, (await made.Within()).Length);
        }

        ObjectRef<byte[]> put = driver.Put(Work.Make(Large, 2));
        Assert.Equal(2L * Large, await Work.SumRemote(put, On.Node("second")).Within());
    }

    // Row 12
    [Fact]
    public async Task An_actor_on_another_node_keeps_arrays_that_nothing_overwrites()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> keeper = Counter.CreateRemote(On.Actor("second"));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, await keeper.Keep(new byte[40_000]).Within());
        }
    }

    // Row 57
    [Fact]
    public async Task Items_of_an_endless_stream_are_read_on_another_node_and_freed()
    {
        await using IRayClient driver = await Cluster.ConnectAsync();
        using (driver.Use())
        {
            await ReadThreeAsync();
            await Cluster.WaitUntilEmptyAsync();
        }

        static async Task ReadThreeAsync()
        {
            ObjectRefStream<byte[]> stream = Work.BlocksRemote(1 << 20, On.Node("second") with { StreamBufferSize = 2 });
            byte expected = 0;
            await foreach (byte[] block in stream)
            {
                Assert.Equal((1 << 20, expected), (block.Length, block[^1]));
                if (++expected == 3)
                {
                    break;
                }
            }

            Ray.Cancel(stream);
        }
    }

    // Row 71
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_reference_in_a_list_holds_its_object_through_nested_tasks_and_not_longer_than_the_job(int depth)
    {
        await using (IRayClient driver = await Cluster.ConnectAsync())
        {
            using IDisposable scope = driver.Use();
            await SumAsync(driver, depth);
        }

        await Cluster.WaitUntilEmptyAsync();

        static async Task SumAsync(IRayClient driver, int depth)
        {
            ObjectRef<long> sum = Work.SumNestedRemote([driver.Put(Work.Make(Large, 1))], depth, On.Node("second"));
            Assert.Equal(Large, await sum.Within());
        }
    }
}
