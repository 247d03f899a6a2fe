namespace RayNet.Runtime.Cluster.Tests.Errors;

public sealed class CancellationTests(SharedCluster shared) : ClusterTests(shared)
{
    // Row 23
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_head_of_a_chain_fails_all_that_wait_for_it(bool force)
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int>[] chain = Chain(gate, 4);
        await gate.Arrived();

        Assert.True(Ray.Cancel(chain[0], force));
        gate.Open();

        // What ignores its cancellation runs to its end, unless it is cancelled by force.
        if (force)
        {
            foreach (ObjectRef<int> item in chain)
            {
                await item.FailsWithAny();
            }
        }

        await Cluster.AllFree();
    }

    // Row 23
    [Fact]
    public async Task Cancelled_middle_of_a_chain_fails_what_follows_and_nothing_before()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int>[] chain = Chain(gate, 4);
        await gate.Arrived();

        Assert.True(Ray.Cancel(chain[2]));

        await chain[2].FailsWith<RemoteTaskCanceledException>();
        await chain[3].FailsWith<RemoteTaskCanceledException>();
        Assert.False(chain[0].IsReady);
        gate.Open();
        Assert.Equal(1, await chain[0].Within());
        Assert.Equal(1, await chain[1].Within());
    }

    // Row 25
    [Fact]
    public async Task Queued_task_is_cancelled_and_others_run_on()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int>[] busy = [.. Enumerable.Range(0, 4).Select(i => Work.BlockRemote(i, gate))];
        await gate.Arrived(4);
        ObjectRef<int> queued = Work.EchoRemote(1);
        ObjectRef<int> other = Work.EchoRemote(2);

        Assert.True(Ray.Cancel(queued));

        await queued.FailsWith<RemoteTaskCanceledException>();
        gate.Open();
        Assert.Equal(2, await other.Within());
        Assert.Equal(new[] { 0, 1, 2, 3 }, await Ray.WhenAll(busy).Within());
    }

    [Fact]
    public async Task Running_task_sees_the_cancellation_at_its_token()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef running = Work.WaitForCancellationRemote(gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(running));

        await running.FailsWith<RemoteTaskCanceledException>();
        await Cluster.AllFree();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancellation_reaches_nested_tasks_where_it_is_recursive(bool recursive)
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        Gate passed = NewGate();
        Gate cancelled = NewGate();
        ObjectRef outer = Nested.WaitForNestedRemote(gate, passed, cancelled);
        await gate.Arrived();

        Assert.True(Ray.Cancel(outer, force: false, recursive));

        await outer.FailsWith<RemoteTaskCanceledException>();
        if (recursive)
        {
            await cancelled.Arrived();
        }
        else
        {
            gate.Open();
            await passed.Arrived();
        }

        await Cluster.AllFree();
    }

    // Row 27
    [Fact]
    public async Task Ref_that_a_task_made_and_returned_can_be_cancelled_by_the_driver()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        List<ObjectRef> made = await Cancelling.SubmitRemote(gate).Within();
        await gate.Arrived();

        Ray.Cancel(made[0]);

        await made[0].FailsWith<RemoteTaskCanceledException>();
        await Cluster.AllFree();
    }

    [Fact]
    public async Task Forced_cancellation_ends_what_does_not_listen_and_gives_its_place_back()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ObjectRef<int>[] stuck = [.. Enumerable.Range(0, 4).Select(i => Work.BlockRemote(i, gate))];
        await gate.Arrived(4);

        foreach (ObjectRef<int> item in stuck)
        {
            Assert.True(Ray.Cancel(item, force: true));
        }

        foreach (ObjectRef<int> item in stuck)
        {
            await item.FailsWith<WorkerCrashedException>();
        }

        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    [Fact]
    public async Task Queued_and_running_actor_calls_are_cancelled()
    {
        using IDisposable use = Use();
        Gate gate = NewGate();
        ActorHandle<Counter> counter = Counter.CreateRemote(0);
        ObjectRef<int> running = counter.BlockAsync(gate);
        ObjectRef<int> queued = counter.Add(100);
        ObjectRef<int> last = counter.Increment();
        await gate.Arrived();

        Assert.True(Ray.Cancel(queued));
        Assert.True(Ray.Cancel(running));

        await running.FailsWith<RemoteTaskCanceledException>();
        await queued.FailsWith<RemoteTaskCanceledException>();
        Assert.Equal(1, await last.Within());
    }

    [Fact]
    public async Task Cancellation_of_what_has_ended_does_nothing()
    {
        using IDisposable use = Use();
        ObjectRef<int> done = Work.EchoRemote(1);
        await done.Within();

        Assert.False(Ray.Cancel(done));
        Assert.Equal(1, await done.Within());
    }

    private static ObjectRef<int>[] Chain(Gate gate, int length)
    {
        ObjectRef<int>[] chain = new ObjectRef<int>[length];
        chain[0] = Work.BlockAsyncRemote(1, gate);
        for (int i = 1; i < length; i++)
        {
            chain[i] = Work.EchoRemote(chain[i - 1]);
        }

        return chain;
    }
}
