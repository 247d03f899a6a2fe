using RayNet.Runtime.Control;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tests.Harness;

namespace RayNet.Runtime.Head.Tests;

/// <summary>The head's ledger of quotas. What all nodes hold together never exceeds one.</summary>
public sealed class QuotaTests
{
    [Fact]
    public async Task Nodes_get_what_is_left_and_are_told_when_others_want_it()
    {
        await using var head = new TestHead();
        TestNode first = await head.JoinAsync(1);
        await head.JoinAsync(2);
        await head.Service.SetQuotaAsync(Quota("a", 4));

        Assert.Equal(3, await HoldAsync(head, 1, held: 0, wanted: 3));
        Assert.Equal(0, await HoldAsync(head, 2, held: 0, wanted: 2));
        Assert.Equal(1, await HoldAsync(head, 2, held: 0, wanted: 1));
        QuotaNews wanted = await first.SeesQuotasAsync(static news => news.Quotas.Any(static quota => quota.IsWanted));
        Assert.Equal(3, wanted.Quotas.Single().Used["CPU"]);
        Assert.Equal(4, (await head.Service.ListQuotasAsync()).Single().Used["CPU"]);

        Assert.Equal(1, await HoldAsync(head, 1, held: 1, wanted: 1));
        Assert.Equal(3, await HoldAsync(head, 2, held: 1, wanted: 3));
    }

    [Fact]
    public async Task What_a_node_held_is_free_when_it_is_gone()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        TestNode second = await head.JoinAsync(2);
        await head.Service.SetQuotaAsync(Quota("a", 2));
        Assert.Equal(2, await HoldAsync(head, 2, held: 0, wanted: 2));
        Assert.Equal(0, await HoldAsync(head, 1, held: 0, wanted: 1));

        await second.Session.LeaveAsync("done");

        Assert.Equal(2, await HoldAsync(head, 1, held: 0, wanted: 2));
    }

    [Fact]
    public async Task A_head_that_has_started_again_grants_nothing_before_all_nodes_have_said_what_they_hold()
    {
        var store = new MemoryHeadStore();
        await using (var before = new TestHead(store: store))
        {
            await before.JoinAsync(2);
            await before.JoinAsync(3);
            await before.Head.ServiceFor(default).SetQuotaAsync(Quota("a", 4));
            Assert.Equal(3, await HoldAsync(before, 3, held: 0, wanted: 3));
        }

        await using var head = new TestHead(store: store);
        await head.JoinAsync(Make.Node(2), 42);
        Assert.Equal(0, await HoldAsync(head, 2, held: 0, wanted: 1));
        await head.JoinAsync(Make.Node(3), 42);
        Assert.Equal(0, await HoldAsync(head, 2, held: 0, wanted: 2));
        Assert.Equal(3, await HoldAsync(head, 3, held: 3, wanted: 3));
        Assert.Equal(0, await HoldAsync(head, 2, held: 0, wanted: 2));
        Assert.Equal(1, await HoldAsync(head, 2, held: 0, wanted: 1));
        Assert.Equal(4, (await head.Head.ServiceFor(default).ListQuotasAsync()).Single().Quota.Limits["CPU"]);
    }

    [Fact]
    public async Task A_lowered_quota_takes_nothing_and_grants_nothing_until_enough_has_ended()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        await head.Service.SetQuotaAsync(Quota("a", 4));
        Assert.Equal(4, await HoldAsync(head, 1, held: 0, wanted: 4));

        await head.Service.SetQuotaAsync(Quota("a", 2));

        Assert.Equal(4, await HoldAsync(head, 1, held: 4, wanted: 5));
        Assert.Equal(3, await HoldAsync(head, 1, held: 3, wanted: 3));
        Assert.Equal(1, await HoldAsync(head, 1, held: 1, wanted: 1));
        Assert.Equal(2, await HoldAsync(head, 1, held: 1, wanted: 2));
    }

    [Fact]
    public async Task A_job_of_a_team_that_there_is_not_or_that_is_too_important_is_refused()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        await head.Service.SetQuotaAsync(Quota("a", 4) with { MaxPriority = 5 });

        Assert.Contains("there are 'a'", (await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.StartJobAsync(Make.Job() with { Quota = "b" }))).Message, StringComparison.Ordinal);
        Assert.Contains("allows up to 5", (await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.StartJobAsync(Make.Job() with { Quota = "a", Priority = 6 }))).Message, StringComparison.Ordinal);
        JobRecord job = await head.Service.StartJobAsync(Make.Job() with { Quota = "a", Priority = 5 });
        await head.Service.StartJobAsync(Make.Job() with { Priority = 100 });

        Assert.Contains(job.Id.ToString(), (await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.RemoveQuotaAsync("a"))).Message, StringComparison.Ordinal);
        await head.Service.EndJobAsync(job.Id, succeeded: true, string.Empty);
        Assert.True(await head.Service.RemoveQuotaAsync("a"));
        Assert.False(await head.Service.RemoveQuotaAsync("a"));
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var head = new TestHead();
        foreach (QuotaRecord wrong in (QuotaRecord[])[Quota(" ", 1), Quota("a", -1), new QuotaRecord("a", []), Quota("a", 1) with { Weight = 0 }, Quota("a", 1) with { Weight = double.NaN }])
        {
            await Assert.ThrowsAsync<InvalidOptionException>(() => head.Service.SetQuotaAsync(wrong));
        }

        Assert.Empty(await head.Service.ListQuotasAsync());
    }

    [Fact]
    public async Task A_placement_group_waits_for_its_teams_quota_and_counts_in_it()
    {
        await using var head = new TestHead();
        await head.JoinAsync(1);
        await head.Service.SetQuotaAsync(Quota("a", 3));
        JobRecord job = await head.Service.StartJobAsync(Make.Job(1) with { Quota = "a" });
        Assert.Equal(2, await HoldAsync(head, 1, held: 0, wanted: 2));

        PlacementGroupRecord waiting = await head.Service.RegisterGroupAsync(new PlacementGroupRegistration(new PlacementGroupId(1, 1), string.Empty, "default", job.Id, 50, Make.NodeId(1), false, PlacementStrategy.Pack, [new BundleSpec(Cpus(2), [])]));
        Assert.Equal((PlacementGroupState.Pending, PendingReason.WaitingForQuota), (waiting.State, waiting.Reason));
        Assert.Equal(default, waiting.Nodes[0]);

        Assert.Equal(1, await HoldAsync(head, 1, held: 1, wanted: 1));
        Assert.Equal(Make.NodeId(1), (await head.Service.ListGroupsAsync()).Single().Nodes[0]);
        Assert.Equal(1, await HoldAsync(head, 1, held: 1, wanted: 2));
        Assert.Equal(3, (await head.Service.ListQuotasAsync()).Single().Used["CPU"]);
    }

    private static QuotaRecord Quota(string name, long cpus) => new(name, Cpus(cpus));

    private static Dictionary<string, long> Cpus(long units) => new() { ["CPU"] = units };

    private static async Task<long> HoldAsync(TestHead head, int node, long held, long wanted) =>
        (await head.Head.ServiceFor(Make.NodeId(node)).HoldQuotasAsync(Make.NodeId(node), [new QuotaHold("a", Cpus(held), Cpus(wanted))])).Single().Held["CPU"];
}
