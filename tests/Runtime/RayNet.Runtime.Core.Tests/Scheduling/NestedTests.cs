namespace RayNet.Runtime.Tests.Scheduling;

/// <summary>A task that waits for another gives its CPU back: nesting never deadlocks.</summary>
public sealed class NestedTests
{
    [Fact]
    public async Task Blocking_recursion_on_one_cpu()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.Equal(2584, await Nested.FibRemote(18).Within());
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Asynchronous_recursion_on_one_cpu()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.Equal(2584, await Nested.FibAsyncRemote(18).Within());
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Get_of_many_await_of_all_stream_and_wait_on_one_cpu()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.Equal(4950, await Nested.GetAllRemote(100).Within());
        Assert.Equal(4950, await Nested.WhenAllRemote(100).Within());
        Assert.Equal(4950, await Nested.ReadStreamRemote(100).Within());
        Gate gate = cluster.Gate();
        Assert.Equal(3, await Nested.WaitForOneRemote(gate).Within());
        gate.Open();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Deep_chain_of_blocking_gets_outgrows_the_stack_safely()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.Equal(2000, await Deep.DownRemote(2000).Within());
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Blocked_task_gives_back_its_cpu_and_nothing_else()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1, configure: options => options.Resources["disk"] = 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> inner = Work.BlockAsyncRemote(1, gate, new TaskOptions { NumCpus = 0 });
        ObjectRef<int> outer = Nested.GetOfRemote(inner, new TaskOptions { Resources = new Dictionary<string, double> { ["disk"] = 1 } });
        await gate.Arrived();

        // The driver asks while the outer task waits: a probe with the CPU can run only then.
        Dictionary<string, double> left = await Probe.LeftRemote().Within();
        gate.Open();

        Assert.Equal(1, await outer.Within());
        Assert.Equal(0, left["CPU"]);
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Getter_runs_a_queued_task_on_its_own_thread()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);

        bool same = await Soon.Blocking(() =>
        {
            // A worker may be quicker; among many at least one is taken by the getter.
            for (int i = 0; i < 1000; i++)
            {
                if (Ray.Get(Threads.CurrentRemote()) == Environment.CurrentManagedThreadId)
                {
                    return true;
                }
            }

            return false;
        });

        Assert.True(same);
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Task_gets_its_child_in_place_though_its_own_is_the_only_cpu()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.True(await Threads.ChildRunsHereRemote().Within());
        await cluster.AssertAllFreeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Task_that_ends_while_one_of_its_awaits_is_open_gives_back_what_it_held(bool inPlace)
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate gate = cluster.Gate();
        ObjectRef<int> pending = Work.BlockAsyncRemote(1, gate, new TaskOptions { NumCpus = 0 });
        for (int i = 0; i < 20; i++)
        {
            if (inPlace)
            {
                await Soon.Blocking(() => Ray.Get(Deep.LeaveOpenRemote(pending)));
            }
            else
            {
                await Deep.LeaveOpenRemote(pending).Within();
                await Deep.LeaveOpenAsyncRemote(pending).Within();
            }
        }

        await cluster.AssertAllFreeAsync();
        gate.Open();
        await pending.Within();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Actors_and_tasks_nest_on_one_cpu()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        ActorHandle<Foreman> foreman = Foreman.CreateRemote();

        Assert.Equal(45, await foreman.SumBlocking(10).Within());
        Assert.Equal(45, await foreman.SumAsync(10).Within());
        await Ray.TerminateAsync(foreman).Within();
        await cluster.AssertAllFreeAsync();
    }
}
