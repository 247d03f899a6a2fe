namespace RayNet.Runtime.Tests.Services;

public sealed class ContextTests
{
    [Fact]
    public async Task Task_sees_its_job_node_task_name_and_attempt()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.Namespace = "shop");

        string[] seen = await Contexts.DescribeRemote().Within();
        string[] other = await Contexts.DescribeRemote(new TaskOptions { Name = "nightly" }).Within();

        Assert.Equal(cluster.Client.JobId.ToString(), seen[0]);
        Assert.Equal(seen[1], other[1]);
        Assert.NotEqual(seen[2], other[2]);
        Assert.Equal("Contexts.Describe", seen[3]);
        Assert.Equal("nightly", other[3]);
        Assert.Equal((string[])["1", "shop", "False", "none"], seen[4..]);
        Assert.Null(RayContext.Current);
    }

    [Fact]
    public async Task Current_context_follows_the_flow_of_each_call()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);

        Assert.Equal((string[])["outer", "inner", "outer"], await Contexts.NestedRemote(new TaskOptions { Name = "outer" }).Within());
        Assert.Equal((string[])["outer", "inner", "outer"], await Contexts.NestedAsyncRemote(new TaskOptions { Name = "outer" }).Within());
    }

    [Fact]
    public async Task Actor_call_sees_its_actor()
    {
        await using TestCluster cluster = TestCluster.Start();
        ActorHandle<Selfish> actor = Selfish.CreateRemote();

        string id = await actor.Id().Within();

        Assert.Contains(id, actor.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_of_two_clusters_differ()
    {
        await using TestCluster first = TestCluster.Start();
        await using TestCluster second = TestCluster.Start();

        Assert.NotEqual(first.Client.JobId, second.Client.JobId);
    }

    [Fact]
    public async Task Task_of_one_cluster_submits_to_the_same_cluster()
    {
        await using TestCluster first = TestCluster.Start(configure: options => options.Namespace = "first");
        Gate gate = first.Gate();
        ObjectRef<string> running = Contexts.NamespaceOfChildRemote(gate);
        await gate.Arrived();
        await using TestCluster second = TestCluster.Start(configure: options => options.Namespace = "second");
        Assert.Equal("second", await Probe.WorkerNamespaceRemote().Within());
        gate.Open();

        Assert.Equal("first", await running.Within());
    }
}
