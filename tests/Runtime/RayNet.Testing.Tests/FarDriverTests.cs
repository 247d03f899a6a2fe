namespace RayNet.Testing.Tests;

/// <summary>A driver that is on no node's machine: it reaches the nodes, and nobody can connect to it.</summary>
public sealed class FarDriverTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task Tasks_and_actors_run_on_both_nodes()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectFromAfarAsync();
        using IDisposable scope = driver.Use();
        string[] places = await Ray.WhenAll(Work.WhereRemote(On.Node("head")), Work.WhereRemote(On.Node("second"))).Within();
        Assert.Equal(2, places.Distinct().Count());
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        Assert.Equal(1, await counter.Increment().Within());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3_000_000)]
    public async Task Reference_of_the_driver_is_read_by_workers_that_it_never_spoke_to(int size)
    {
        await using IRayClient driver = await nodes.Cluster.ConnectFromAfarAsync();
        using IDisposable scope = driver.Use();
        byte[] block = new byte[size];
        block.AsSpan().Fill(1);
        using ObjectRef<byte[]> put = Ray.Put(block);

        // Owned by the driver; the tasks in between only pass it on.
        Assert.Equal(size, await Work.SumNestedRemote([put], 3, On.Node("second")).Within());
    }

    [Fact]
    public async Task Handle_of_the_driver_is_used_by_workers_before_the_actor_has_a_place()
    {
        await using IRayClient driver = await nodes.Cluster.ConnectFromAfarAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Counter> counter = Counter.CreateRemote(On.Actor("second"));
        int[] counts = await Ray.WhenAll(Work.IncrementRemote(counter, On.Node("head")), Work.IncrementRemote(counter, On.Node("second"))).Within();
        Assert.Equal(3, counts.Sum());
    }

    [Fact]
    public async Task Driver_that_ends_leaves_no_lease_behind()
    {
        IRayClient driver = await nodes.Cluster.ConnectFromAfarAsync();
        await using (driver)
        {
            using IDisposable scope = driver.Use();
            Assert.Equal(3, await Work.EchoRemote(3, On.Node("second")).Within());
        }

        await nodes.Cluster.WaitUntilIdleAsync();
    }
}
