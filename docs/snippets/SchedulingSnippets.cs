namespace RayNet.Docs.Snippets;

#region scheduling-declare
public static class Renders
{
    [Remote(LabelSelector = ["gpu=in(A100,H100)", "zone=!test"])]
    public static string Frame(int number) => $"frame {number}";

    [Remote(Spread = true)]
    public static string Probe() => Environment.MachineName;
}
#endregion

#region scheduling-policy
public sealed class FewestWorkers : ISchedulingPolicy
{
    public NodeId? Choose(SchedulingRequest request, IReadOnlyList<ClusterNode> nodes) => nodes.MinBy(node => node.Workers)!.Id;
}
#endregion

public sealed class SchedulingSnippets
{
    [Fact]
    public async Task Options()
    {
        await using IRayClient ray = await StartAsync();

        #region scheduling-options
        NodeId node = Ray.GetNodes()[0].Id;
        var here = new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node) };
        var rather = new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node, soft: true) };
        var labeled = new TaskOptions
        {
            LabelSelector = LabelSelector.Any.Equal("gpu", "H100"),
            FallbackSelectors = [LabelSelector.Any.In("gpu", "A100", "A10"), LabelSelector.Any],
        };
        var own = new TaskOptions { SchedulingStrategy = SchedulingStrategy.Custom(new FewestWorkers()) };

        string[] frames = await Ray.WhenAll(
            Renders.FrameRemote(1, here), Renders.FrameRemote(2, rather), Renders.FrameRemote(3, labeled), Renders.FrameRemote(4, own));
        #endregion

        Assert.Equal(["frame 1", "frame 2", "frame 3", "frame 4"], frames);
        Assert.NotEmpty(await Renders.ProbeRemote());
    }

    internal static async Task Quotas()
    {
        #region scheduling-quota
        await Ray.SetQuotaAsync(new Quota { Name = "vision", NumCpus = 64, NumGpus = 8, Weight = 2 });
        foreach (QuotaUsage team in await Ray.GetQuotasAsync())
        {
            Console.WriteLine($"{team.Quota.Name}: {team.Used.GetValueOrDefault("CPU")} of {team.Quota.NumCpus} CPUs, {team.Jobs} jobs");
        }
        #endregion
    }

    [Fact]
    public async Task Explain()
    {
        await using IRayClient ray = await StartAsync();

        #region scheduling-explain
        ObjectRef<string> frame = Renders.FrameRemote(1, new TaskOptions { LabelSelector = LabelSelector.Any.Equal("gpu", "B200") });
        PendingExplanation why = await Ray.ExplainAsync(frame);
        Console.WriteLine($"{why.Reason}: {why.Message}");       // NoNodeWithLabel: Renders.Frame asks for a node with gpu=B200, ...
        #endregion

        Assert.Equal(PendingReason.NoNodeWithLabel, why.Reason);
        Assert.True(Ray.Cancel(frame));
    }

    [Fact]
    public async Task Groups()
    {
        await using IRayClient ray = await StartAsync();

        #region scheduling-group
        PlacementGroup group = Ray.CreatePlacementGroup(
            [new PlacementBundle { NumCpus = 1 }, new PlacementBundle { NumCpus = 1 }],
            PlacementStrategy.Pack);
        await group.ReadyAsync();

        string machine = await Renders.ProbeRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, bundleIndex: 1) });
        await group.RemoveAsync();
        #endregion

        Assert.Equal(Environment.MachineName, machine);
    }

    private static ValueTask<IRayClient> StartAsync() => Ray.InitAsync(options =>
    {
        options.NumCpus = 2;
        options.Labels["gpu"] = "A100";
    });
}
