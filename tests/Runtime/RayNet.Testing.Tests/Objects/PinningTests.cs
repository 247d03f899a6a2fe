namespace RayNet.Testing.Tests;

/// <summary>What is needed survives a store that fills up.</summary>
public sealed class PinningTests
{
    private const int Block = 8 << 20;

    // Row 70
    [Fact]
    public async Task An_object_that_a_waiting_task_needs_survives_a_store_that_fills_up()
    {
        await using RayCluster cluster = await SmallStores.StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        ObjectRef<long> waiting = Wait(driver, meeting);
        List<ObjectRef<byte[]>> more = [.. Enumerable.Range(0, 20).Select(_ => driver.Put(Work.Make(Block, 1)))];
        GC.Collect();

        await meeting.Arrive("somebody").Within();

        Assert.Equal(2L * Block, await waiting.Within());
        GC.KeepAlive(more);

        static ObjectRef<long> Wait(IRayClient driver, ActorHandle<Meeting> meeting) =>
            Parcels.SumWhenRemote(driver.Put(Work.Make(Block, 2)), Parcels.AfterRemote(meeting, On.Node("second")), On.Node("second"));
    }

    // Row 11
    [Fact]
    public async Task A_large_result_is_in_the_store_when_it_has_been_waited_for_and_not_before()
    {
        await using RayCluster cluster = await SmallStores.StartAsync();
        await using IRayClient driver = await cluster.ConnectAsync();
        using IDisposable scope = driver.Use();
        ActorHandle<Meeting> meeting = await Meeting.StartAsync("head");
        ObjectRef<byte[]> made = Parcels.MakeWhenRemote(Block, Parcels.AfterRemote(meeting, On.Node("second")), On.Node("second"));
        Assert.All(await cluster.ListNodesAsync(), static node => Assert.Equal(0, node.StoredObjects));

        await meeting.Arrive("somebody").Within();
        await Ray.WaitAsync([made]).Within();

        Assert.Contains(await cluster.ListNodesAsync(), static node => node is { Name: "second", StoredObjects: > 0 });
        Assert.Equal(Block, (await made.Within()).Length);
    }
}
