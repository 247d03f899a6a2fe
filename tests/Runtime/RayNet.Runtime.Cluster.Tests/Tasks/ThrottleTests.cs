namespace RayNet.Runtime.Cluster.Tests.Tasks;

/// <summary>Limits of submission, with worker processes.</summary>
public sealed class ThrottleTests(SharedCluster shared) : ClusterTests(shared)
{
    [Fact]
    public async Task No_more_calls_are_under_way_than_the_limit_says()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        await using RayThrottle throttle = Ray.Throttle(2);
        ObjectRef<int>[] first = [await throttle.SubmitAsync(() => Work.BlockRemote(1, gate)), await throttle.SubmitAsync(() => Work.BlockRemote(2, gate))];
        Task<ObjectRef<int>> third = throttle.SubmitAsync(() => Work.BlockRemote(3, gate)).AsTask();
        await gate.Arrived(2);
        Assert.Equal((2, false, 2), (throttle.Count, third.IsCompleted, gate.Arrivals));
        gate.Open();
        Assert.Equal(3, await (await third.Within()).Within());
        int[] both = await Ray.WhenAll(first).Within();
        Assert.Equal([1, 2], both);
    }

    [Fact]
    public async Task A_large_value_that_nobody_fetches_makes_room_for_the_next_call()
    {
        using IDisposable use = Use();
        var kept = new List<ObjectRef<byte[]>>();
        await using (RayThrottle throttle = Ray.Throttle(1))
        {
            for (int i = 0; i < 3; i++)
            {
                kept.Add(await throttle.SubmitAsync(static () => Work.MakeRemote(1 << 20)).AsTask().Within());
            }
        }

        Assert.All(await Ray.WhenAll(kept).Within(), static block => Assert.Equal(1 << 20, block.Length));
    }

    [Fact]
    public async Task Bytes_of_queued_tasks_are_bounded_and_explained()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(workers: 1, cpus: 1, configure: static options => options.MaxPendingTaskBytes = 1 << 20);
        using IDisposable use = cluster.Use();
        Gate gate = NewGate();
        byte[] block = new byte[300_000];
        ObjectRef<int> running = Work.BlockWithRemote(block, gate);
        await gate.Arrived();
        ObjectRef<int>[] queued = [Work.BlockWithRemote(block, gate), Work.BlockWithRemote(block, gate)];

        PendingCallsLimitExceededException refused = Assert.Throws<PendingCallsLimitExceededException>(() => Work.BlockWithRemote(block, gate));
        Assert.Contains("MaxPendingTaskBytes", refused.Message);
        Assert.InRange((await Ray.ExplainAsync(queued[1]).Within()).QueueBytes, 300_000, 610_000);
        gate.Open();
        await Ray.WhenAll([running, .. queued]).Within();
        Assert.Equal(300_000, await Work.BlockWithRemote(block, gate).Within());
    }
}
