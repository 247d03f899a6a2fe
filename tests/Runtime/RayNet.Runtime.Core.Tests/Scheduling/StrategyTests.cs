namespace RayNet.Runtime.Tests.Scheduling;

/// <summary>Labels and strategies in a cluster whose only node is the program.</summary>
public sealed class StrategyTests
{
    private static readonly NodeId Unknown = new(1, 1);

    [Fact]
    public async Task The_programs_labels_are_matched()
    {
        await using TestCluster cluster = TestCluster.Start(configure: static options => options.Labels["zone"] = "north");

        Assert.Equal(1, await Work.EchoRemote(1, new TaskOptions { LabelSelector = LabelSelector.Parse("zone=north") }).Within());
        Assert.Equal(2, await Work.EchoRemote(2, new TaskOptions { LabelSelector = LabelSelector.Parse("zone=!south", "disk=!ssd") }).Within());
        Assert.Equal(3, await Work.EchoRemote(3, new TaskOptions { LabelSelector = LabelSelector.Parse("zone=south"), FallbackSelectors = [LabelSelector.Parse("zone=north")] }).Within());
        Assert.Equal("north", Ray.GetNodes()[0].Labels["zone"]);
    }

    // Row 92
    [Fact]
    public async Task A_selector_that_the_program_does_not_meet_stays_pending_is_explained_and_warned_of()
    {
        var time = new TestTime();
        await using TestCluster cluster = TestCluster.Start(time: time);
        LabelSelector south = LabelSelector.Parse("zone=south");
        ObjectRef<int> task = Work.EchoRemote(1, new TaskOptions { LabelSelector = south });

        PendingExplanation explanation = await Ray.ExplainAsync(task).Within();
        Assert.Equal(PendingReason.NoNodeWithLabel, explanation.Reason);
        Assert.All((string[])["Work.Echo", "zone=south"], word => Assert.Contains(word, explanation.Message));
        Assert.Empty((await Ray.WaitAsync([task], timeout: TimeSpan.Zero)).Ready);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("zone=south", Assert.Single(cluster.Log.Of(LogEvents.NoNodeWithLabel)));
        Assert.True(Ray.Cancel(task));
    }

    [Fact]
    public async Task Hard_affinity_to_another_node_fails_and_soft_affinity_does_not()
    {
        await using TestCluster cluster = TestCluster.Start();
        NodeId own = Ray.GetNodes()[0].Id;

        Assert.Equal(1, await Work.EchoRemote(1, Bound(own, soft: false)).Within());
        Assert.Equal(2, await Work.EchoRemote(2, Bound(Unknown, soft: true)).Within());
        UnschedulableException error = await Work.EchoRemote(3, Bound(Unknown, soft: false)).FailsWith<UnschedulableException>();
        Assert.Equal((Unknown, RayErrorCode.Unschedulable), (error.NodeId, error.Code));
    }

    [Fact]
    public async Task Fallbacks_without_a_selector_are_refused()
    {
        await using TestCluster cluster = TestCluster.Start();

        Assert.Throws<InvalidOptionException>(static () => Work.EchoRemote(1, new TaskOptions { FallbackSelectors = [LabelSelector.Any] }));
    }

    private static TaskOptions Bound(NodeId node, bool soft) => new() { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node, soft) };
}
