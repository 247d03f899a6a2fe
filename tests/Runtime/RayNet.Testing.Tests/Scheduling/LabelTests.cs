namespace RayNet.Testing.Tests.Scheduling;

public sealed class LabelTests(ThreeNodes nodes) : ThreeNodeTests(nodes)
{
    // Row 91
    [Theory]
    [InlineData("second", "zone=south")]
    [InlineData("second", "gpu=in(H100,H200)")]
    [InlineData("third", "zone=!in(north,south)")]
    [InlineData("head", "gpu=!H100", "zone=north")]
    [InlineData("third", "gpu=!A100", "zone=!south")]
    public async Task A_selector_picks_the_node_that_has_the_labels_for_tasks_and_for_actors(string expected, params string[] selector)
    {
        using IDisposable scope = Nodes.Use();
        string node = Nodes.Cluster.Nodes.Single(item => item.Name == expected).Id.ToString();
        LabelSelector labels = LabelSelector.Parse(selector);

        Assert.Equal(node, await Places.HereRemote(new TaskOptions { LabelSelector = labels }).Within());
        Assert.Equal(node, await Resident.CreateRemote(new ActorOptions { LabelSelector = labels }).Node().Within());
    }

    [Fact]
    public async Task The_attribute_gives_a_selector_and_the_call_another()
    {
        using IDisposable scope = Nodes.Use();

        Assert.Equal(Nodes.Second, await Places.SouthRemote().Within());
        Assert.Equal(Nodes.Head, await Places.SouthRemote(new TaskOptions { LabelSelector = LabelSelector.Any.Equal("zone", "north") }).Within());
    }

    [Fact]
    public async Task Every_node_has_its_id_and_its_name_as_labels()
    {
        using IDisposable scope = Nodes.Use();

        Assert.Equal(Nodes.Third, await Places.HereRemote(new TaskOptions { LabelSelector = LabelSelector.Any.Equal("raynet.io/node-id", Nodes.Third) }).Within());
        Assert.Equal(Nodes.Second, await Places.HereRemote(new TaskOptions { LabelSelector = LabelSelector.Any.Equal("raynet.io/node-name", "second") }).Within());
        Assert.Equal("south", Nodes.Driver.GetNodes().Single(node => node.Name == "second").Labels["zone"]);
    }

    [Fact]
    public async Task A_fallback_is_used_where_no_node_has_the_labels()
    {
        using IDisposable scope = Nodes.Use();
        var options = new TaskOptions { LabelSelector = LabelSelector.Parse("gpu=H200"), FallbackSelectors = [LabelSelector.Parse("gpu=B200"), LabelSelector.Parse("gpu=H100")] };

        Assert.Equal(Nodes.Second, await Places.HereRemote(options).Within());
    }

    // Row 92
    [Fact]
    public async Task A_selector_that_nobody_meets_stays_pending_says_why_and_runs_when_a_node_joins()
    {
        using IDisposable scope = Nodes.Use();
        LabelSelector west = LabelSelector.Parse("zone=west");
        ObjectRef<string> task = Places.HereRemote(new TaskOptions { LabelSelector = west });
        ObjectRef<string> call = Resident.CreateRemote(new ActorOptions { LabelSelector = west }).Node();
        await Nodes.Cluster.WaitForAsync(_ => Explain(task).Reason == PendingReason.NoNodeWithLabel, "a task that waits for a label");
        Assert.All((string[])["Places.Here", "zone=west", "--labels"], word => Assert.Contains(word, Explain(task).Message));
        Assert.Equal(PendingReason.NoNodeWithLabel, Explain(call).Reason);
        Assert.Empty((await Ray.WaitAsync([task, call], timeout: TimeSpan.Zero)).Ready);

        RayNode joined = await Nodes.Cluster.AddNodeAsync(On.Has("west") with { Labels = new Dictionary<string, string> { ["zone"] = "west" } });

        Assert.Equal(joined.Id.ToString(), await task.Within());
        Assert.Equal(joined.Id.ToString(), await call.Within());
        await Nodes.Cluster.RemoveNodeAsync(joined);
    }

    [Fact]
    public async Task A_detached_actor_goes_where_its_labels_are()
    {
        using IDisposable scope = Nodes.Use();
        var options = new ActorOptions { Name = "resident", Lifetime = ActorLifetime.Detached, LabelSelector = LabelSelector.Parse("zone=south") };
        ActorHandle<Resident> resident = Resident.CreateRemote(options);

        Assert.Equal(Nodes.Second, await resident.Node().Within());

        Ray.Kill(resident);
    }

    private PendingExplanation Explain(ObjectRef reference) => Nodes.Driver.ExplainAsync(reference).GetAwaiter().GetResult();
}
