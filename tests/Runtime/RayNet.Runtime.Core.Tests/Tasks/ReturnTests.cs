namespace RayNet.Runtime.Tests.Tasks;

public sealed class ReturnTests
{
    // Row 6
    [Fact]
    public async Task No_result_one_result_and_three_results_give_as_many_refs()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();

        ObjectRef none = Work.ArriveRemote(gate);
        ObjectRef<int> one = Work.EchoRemote(0);
        (ObjectRef<int> first, ObjectRef<int> second, ObjectRef<int> third) = Split.ThreeRemote();

        await none.Within();
        Assert.Equal(typeof(ObjectRef), none.GetType());
        Assert.Equal(0, await one.Within());
        Assert.Equal(new[] { 0, 1, 2 }, new[] { await first.Within(), await second.Within(), await third.Within() });
    }

    // Row 16
    [Fact]
    public async Task Every_ref_of_a_split_result_throws_what_the_task_threw()
    {
        await using TestCluster cluster = TestCluster.Start();
        (ObjectRef<int> quotient, ObjectRef<int> remainder) = Split.DivideRemote(1, 0);

        await quotient.FailsWith<DivideByZeroException>();
        await remainder.FailsWith<DivideByZeroException>();
    }

    [Fact]
    public async Task Split_refs_can_be_passed_on_before_the_task_has_ended()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        (ObjectRef<int> x, ObjectRef<List<int>> list) = Split.LateRemote(gate);

        ObjectRef<int> sum = Work.AddRemote(x, x);
        gate.Open();

        Assert.Equal(2, await sum.Within());
        Assert.Equal(new[] { 1 }, await list.Within());
    }

    [Fact]
    public async Task Elements_of_a_split_result_are_isolated_from_each_consumer()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        gate.Open();
        (_, ObjectRef<List<int>> list) = Split.LateRemote(gate);

        (await list.Within()).Add(2);

        Assert.Equal(new[] { 1 }, await list.Within());
    }

    [Fact]
    public async Task Getter_of_one_split_element_runs_the_task_in_place()
    {
        await using TestCluster cluster = TestCluster.Start();
        int sum = await Soon.Blocking(() => Ray.Get(Split.DivideRemote(17, 5).Quotient) + Ray.Get(Split.DivideRemote(17, 5).Remainder));

        Assert.Equal(5, sum);
    }

    [Fact]
    public async Task Cancelling_one_element_cancels_the_task()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        (ObjectRef<int> quotient, ObjectRef<int> remainder) = Split.DivideRemote(1, 1);

        Assert.True(Ray.Cancel(quotient));

        await quotient.FailsWith<RemoteTaskCanceledException>();
        await remainder.FailsWith<RemoteTaskCanceledException>();
        gate.Open();
        await busy.Within();
    }
}
