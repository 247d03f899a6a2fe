using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>The head's part of placement groups: choose, have prepared, commit, or begin again.</summary>
public sealed class PlacementGroupTests
{
    private static readonly PlacementGroupId Id = new(1, 1);

    [Fact]
    public async Task A_group_is_created_when_every_node_holds_its_bundles_and_not_before()
    {
        await using var head = new TestHead();
        (TestNode first, TestNode second) = (await head.JoinAsync(1), await head.JoinAsync(2));
        await RegisterAsync(head, PlacementStrategy.StrictSpread, 1, 1);
        await first.SeesOrderAsync(BundlePhase.Prepare);
        await second.SeesOrderAsync(BundlePhase.Prepare);

        await head.Service.AnswerBundlesAsync(Make.NodeId(1), Id, attempt: 1, isPrepared: true);
        Assert.Equal(PlacementGroupState.Pending, (await GetAsync(head)).State);

        await head.Service.AnswerBundlesAsync(Make.NodeId(2), Id, attempt: 1, isPrepared: true);

        Assert.Equal(PlacementGroupState.Created, (await GetAsync(head)).State);
        await first.SeesOrderAsync(BundlePhase.Commit);
        await second.SeesOrderAsync(BundlePhase.Commit);
        Assert.Equal([BundlePhase.Prepare, BundlePhase.Commit], Orders(first));
    }

    [Fact]
    public async Task When_one_node_cannot_the_others_give_theirs_back_and_news_lead_to_another_attempt()
    {
        await using var head = new TestHead();
        (TestNode first, TestNode second) = (await head.JoinAsync(1), await head.JoinAsync(2));
        await RegisterAsync(head, PlacementStrategy.StrictSpread, 1, 1);
        await head.Service.AnswerBundlesAsync(Make.NodeId(1), Id, attempt: 1, isPrepared: true);

        await head.Service.AnswerBundlesAsync(Make.NodeId(2), Id, attempt: 1, isPrepared: false);

        await first.SeesOrderAsync(BundlePhase.Return);
        Assert.All((await GetAsync(head)).Nodes, static node => Assert.Equal(default, node));

        await second.Session.ReportAsync(Make.Report(1, freeCpus: 4));
        Assert.Equal(2, (await GetAsync(head)).Attempt);

        // What was said of the first attempt is old.
        await head.Service.AnswerBundlesAsync(Make.NodeId(2), Id, attempt: 1, isPrepared: true);
        Assert.DoesNotContain(true, (await GetAsync(head)).Prepared);
    }

    [Fact]
    public async Task Bundles_of_a_node_that_ended_are_placed_again_and_the_others_stay()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        await RegisterAsync(head, PlacementStrategy.StrictSpread, 1, 1);
        await AnswerAllAsync(head);
        TestNode third = await head.JoinAsync(3);
        PlacementGroupRecord before = await GetAsync(head);

        await second.Session.LeaveAsync("stopped");

        PlacementGroupRecord after = await GetAsync(head);
        Assert.Equal(PlacementGroupState.Rescheduling, after.State);
        int kept = Array.IndexOf(before.Nodes, Make.NodeId(1));
        Assert.Equal((Make.NodeId(1), Make.NodeId(3)), (after.Nodes[kept], after.Nodes[1 - kept]));
        await third.SeesOrderAsync(BundlePhase.Prepare, attempt: 2);
        await AnswerAllAsync(head);
        Assert.Equal(PlacementGroupState.Created, (await GetAsync(head)).State);
        await first.SeesOrderAsync(BundlePhase.Commit, attempt: 2);
        Assert.DoesNotContain(BundlePhase.Return, Orders(first));
    }

    [Fact]
    public async Task A_removed_group_and_one_whose_job_has_ended_give_everything_back()
    {
        await using var head = new TestHead();
        TestNode node = await head.JoinAsync(1);
        JobId job = await RegisterAsync(head, PlacementStrategy.Pack, 1, 1);
        await AnswerAllAsync(head);

        await head.Service.EndJobAsync(job, succeeded: true, string.Empty);

        Assert.Null(await head.Service.WaitGroupAsync(Id, -1));
        await node.SeesOrderAsync(BundlePhase.Return);
        await head.Service.RemoveGroupAsync(Id);
    }

    [Fact]
    public async Task A_group_that_fits_nowhere_says_how_far_it_got_and_wakes_those_that_wait()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        await RegisterAsync(head, PlacementStrategy.StrictSpread, 1, 1);
        PlacementGroupRecord pending = await GetAsync(head);
        Assert.Equal((PendingReason.Infeasible, 1), (pending.Reason, pending.Found));
        Task<PlacementGroupRecord?> news = head.Service.WaitGroupAsync(Id, pending.Version);
        Assert.False(news.IsCompleted);

        await head.JoinAsync(2);

        Assert.True((await news)!.Version > pending.Version);
    }

    [Fact]
    public async Task Names_are_unique_and_found()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        await head.Service.RegisterGroupAsync(Group(job.Id, PlacementStrategy.Pack, 1) with { Name = "training" });

        Assert.Equal(Id, (await head.Service.FindGroupAsync("default", "training"))!.Registration.Id);
        Assert.Null(await head.Service.FindGroupAsync("other", "training"));
        await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.RegisterGroupAsync(Group(job.Id, PlacementStrategy.Pack, 1) with { Id = new PlacementGroupId(1, 2), Name = "training" }));
    }

    // Row 103
    [Fact]
    public async Task A_head_that_starts_again_keeps_groups_where_they_are_and_goes_on_with_those_that_were_on_their_way()
    {
        var store = new MemoryHeadStore();
        var before = new TestHead(store: store);
        await before.JoinAsync(2);
        IHeadService service = before.Head.ServiceFor(Make.NodeId(2));
        JobRecord job = await service.StartJobAsync(Make.Job(2));
        var other = new PlacementGroupId(1, 2);
        await service.RegisterGroupAsync(Group(job.Id, PlacementStrategy.Pack, 1));
        await service.AnswerBundlesAsync(Make.NodeId(2), Id, attempt: 1, isPrepared: true);
        await service.RegisterGroupAsync(Group(job.Id, PlacementStrategy.Pack, 1) with { Id = other });

        await using var after = new TestHead(store: store, time: before.Time);
        TestNode back = await after.JoinAsync(Make.Node(2), clusterId: 42);

        service = after.Head.ServiceFor(Make.NodeId(2));
        PlacementGroupRecord kept = (await service.WaitGroupAsync(Id, -1))!;
        Assert.Equal((PlacementGroupState.Created, Make.NodeId(2)), (kept.State, kept.Nodes[0]));
        Assert.Equal(Id, (await back.SeesOrderAsync(BundlePhase.Commit)).Group);
        Assert.Equal(other, (await back.SeesOrderAsync(BundlePhase.Prepare)).Group);
        await service.AnswerBundlesAsync(Make.NodeId(2), other, attempt: 1, isPrepared: true);
        Assert.Equal(PlacementGroupState.Created, (await service.WaitGroupAsync(other, -1))!.State);
    }

    private static async Task<JobId> RegisterAsync(TestHead head, PlacementStrategy strategy, params int[] cpus)
    {
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1));
        await head.Service.RegisterGroupAsync(Group(job.Id, strategy, cpus));
        return job.Id;
    }

    private static PlacementGroupRegistration Group(JobId job, PlacementStrategy strategy, params int[] cpus) => new(
        Id,
        string.Empty,
        "default",
        job,
        77,
        default,
        IsDetached: false,
        strategy,
        [.. cpus.Select(static cpu => new BundleSpec(new Dictionary<string, long> { ["CPU"] = cpu * 10_000L }, []))]);

    private static async Task AnswerAllAsync(TestHead head)
    {
        PlacementGroupRecord group = await GetAsync(head);
        foreach (NodeId node in group.Nodes.Where((_, bundle) => !group.Prepared[bundle]).Distinct())
        {
            await head.Service.AnswerBundlesAsync(node, Id, group.Attempt, isPrepared: true);
        }
    }

    private static async Task<PlacementGroupRecord> GetAsync(TestHead head) => (await head.Service.WaitGroupAsync(Id, -1))!;

    private static BundlePhase[] Orders(TestNode node) => [.. node.Told.OfType<BundleOrder>().Select(static order => order.Phase)];
}
