namespace RayNet.Runtime.Tests.Tasks;

public sealed class ArgumentTests
{
    // Row 7
    [Fact]
    public async Task Default_positional_and_named_arguments_combine_as_in_a_local_call()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Equal(6, await Work.AddRemote(1).Within());
        Assert.Equal(3, await Work.AddRemote(1, 2).Within());
        Assert.Equal(3, await Work.AddRemote(y: 2, x: 1).Within());
        Assert.Equal(6, await Work.AddRemote(x: Ray.Put(1)).Within());
        Assert.Equal(9, await Work.AddRemote(y: Work.EchoRemote(4), x: 5).Within());
    }

    [Fact]
    public async Task Params_take_values_an_array_or_a_ref_to_one()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Equal(0, await Work.SumRemote().Within());
        Assert.Equal(6, await Work.SumRemote(1, 2, 3).Within());
        Assert.Equal(6, await Work.SumRemote([1, 2, 3], new TaskOptions { NumCpus = 0 }).Within());
        Assert.Equal(6, await Work.SumRemote(Ray.Put<int[]>([1, 2, 3])).Within());
    }

    [Fact]
    public async Task Defaults_of_every_kind_are_those_of_the_method()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Equal(Defaults.Describe(), await Defaults.DescribeRemote().Within());
        Assert.Equal(Defaults.Describe(day: DayOfWeek.Monday), await Defaults.DescribeRemote(day: Ray.Put(DayOfWeek.Monday)).Within());
    }

    [Fact]
    public async Task Several_refs_are_resolved_before_the_task_starts()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        Gate started = cluster.Gate();
        ObjectRef<int> slow = Work.BlockRemote(4, gate);
        ObjectRef<int> sum = Work.AddRemote(slow, Work.EchoRemote(3));
        ObjectRef<int> last = Work.FollowRemote(sum, started.Id);

        await gate.Arrived();
        Assert.Equal(0, started.Arrivals);
        gate.Open();

        Assert.Equal(7, await last.Within());
    }

    // Row 15
    [Fact]
    public async Task Task_calls_a_helper_and_another_task()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.Equal((1, 2), await Nested.BothRemote().Within());
    }

    [Fact]
    public async Task Ref_parameter_is_passed_as_it_is()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        ObjectRef<int> blocked = Work.BlockRemote(1, gate);

        Assert.False(await Nested.IsReadyRemote(blocked).Within());
        gate.Open();
        await blocked.Within();
        Assert.True(await Nested.IsReadyRemote(blocked).Within());
    }

    [Fact]
    public async Task Failed_argument_fails_the_task_without_running_it()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        ObjectRef<int> follow = Work.FollowRemote(Work.FollowRemote(Work.FailRemote("no stock"), gate.Id), gate.Id);

        ShopException error = await follow.FailsWith<ShopException>();
        Assert.Equal("no stock", error.Message);
        Assert.Equal("Work.Fail", error.GetRemoteContext()!.TaskName);
        Assert.Equal(0, gate.Arrivals);
    }
}
