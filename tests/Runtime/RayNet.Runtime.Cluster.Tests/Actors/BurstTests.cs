namespace RayNet.Runtime.Cluster.Tests.Actors;

/// <summary>Calls that arrive together: the thread that reads them runs them, and must not be held up by any.</summary>
public sealed class BurstTests(SharedCluster shared) : ClusterTests(shared)
{
    [Fact]
    public async Task Call_that_blocks_holds_up_none_that_came_with_it()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Counter>[] counters = await CreateAsync(4);

        ObjectRef<int> blocked = counters[0].Block(gate);
        ObjectRef<int>[] others = [.. counters[1..].Select(static counter => counter.Increment())];

        Assert.Equal(new[] { 1, 1, 1 }, await Ray.WhenAll(others).Within());
        await gate.Arrived();
        gate.Open();
        Assert.Equal(1, await blocked.Within());
    }

    [Fact]
    public async Task Calls_that_block_run_at_once()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Counter>[] counters = await CreateAsync(8);

        ObjectRef<int>[] blocked = [.. counters.Select(counter => counter.Block(gate))];
        Task all = Ray.WhenAll(blocked);
        await gate.Arrived(8);
        gate.Open();

        await all.Within();
    }

    [Fact]
    public async Task Every_call_of_bursts_of_any_size_runs_once()
    {
        using IDisposable use = Use();
        ActorHandle<Counter>[] counters = await CreateAsync(20);
        int[] expected = new int[counters.Length];
        for (int size = 1; size <= 200; size += 13)
        {
            ObjectRef<int>[] calls = [.. Enumerable.Range(0, size).Select(i => counters[i % counters.Length].Increment())];
            int[] results = await Ray.WhenAll(calls).Within();
            for (int i = 0; i < size; i++)
            {
                Assert.Equal(++expected[i % counters.Length], results[i]);
            }
        }
    }

    // What is written waits for more as long as its thread goes on: one that stands still elsewhere must not keep it back.
    [Fact]
    public async Task Actor_is_made_and_called_although_its_thread_never_waits_for_it()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        using var isOver = new ManualResetEventSlim();
        ObjectRef<int>? blocked = null;
        var maker = new Thread(() =>
        {
            blocked = Counter.CreateRemote(0).Block(gate);
            isOver.Wait();
        });
        maker.Start();

        await gate.Arrived();
        isOver.Set();
        maker.Join();
        gate.Open();
        Assert.Equal(1, await blocked!.Within());
    }

    private static async Task<ActorHandle<Counter>[]> CreateAsync(int count)
    {
        ActorHandle<Counter>[] counters = [.. Enumerable.Range(0, count).Select(static _ => Counter.CreateRemote(0))];
        await Ray.WhenAll(counters.Select(static counter => counter.Value())).Within();
        return counters;
    }
}
