using RayNet.Runtime.Control;
using RayNet.Runtime.Sharing;

namespace RayNet.Runtime.Cluster.Tests.Sharing;

/// <summary>How several jobs share one node.</summary>
public sealed class SharingTests
{
    [Fact]
    public void What_comes_free_goes_to_the_most_important_and_then_to_whoever_has_least()
    {
        var node = new SharedNode(cpus: 3);
        node.Scheduler.AddJob(SharedNode.Job(3), string.Empty, priority: 5);
        LeaseId[] held = [node.Grant(1), node.Grant(1), node.Grant(2)];
        _ = node.AskAsync(1);
        _ = node.AskAsync(2);
        _ = node.AskAsync(3);

        node.Return(held[0]);
        Assert.Equal((1, 1, 1), (node.Leases(1), node.Leases(2), node.Leases(3)));
        node.Return(held[2]);
        Assert.Equal((1, 1, 1), (node.Leases(1), node.Leases(2), node.Leases(3)));
        node.Return(held[1]);
        Assert.Equal((1, 1, 1), (node.Leases(1), node.Leases(2), node.Leases(3)));
    }

    [Fact]
    public void A_more_important_job_comes_first_although_it_has_more()
    {
        var node = new SharedNode(cpus: 2);
        node.Scheduler.AddJob(SharedNode.Job(3), string.Empty, priority: 5);
        node.Grant(3);
        LeaseId held = node.Grant(2);
        _ = node.AskAsync(1);
        _ = node.AskAsync(3);

        node.Return(held);

        Assert.Equal((0, 2), (node.Leases(1), node.Leases(3)));
    }

    [Fact]
    public async Task A_node_that_leaves_grants_nothing_and_sends_away_what_waits()
    {
        var node = new SharedNode(cpus: 1);
        LeaseId held = node.Grant(1);
        Task<LeaseReply> waiting = node.AskAsync(2);

        node.Scheduler.Drain();
        node.Return(held);

        Assert.Equal(LeaseOutcome.Draining, (await waiting.Within()).Outcome);
        Assert.Equal(LeaseOutcome.Draining, (await node.AskAsync(1).Within()).Outcome);
    }

    [Fact]
    public void Teams_share_and_not_jobs_and_a_weight_counts()
    {
        var node = new SharedNode(cpus: 4);
        node.Scheduler.AddJob(SharedNode.Job(1), "a", 0);
        node.Scheduler.AddJob(SharedNode.Job(2), "a", 0);
        node.Scheduler.AddJob(SharedNode.Job(3), "b", 0);
        LeaseId held = node.Grant(1, 3);
        LeaseId one = node.Grant(3);
        _ = node.AskAsync(2);
        _ = node.AskAsync(3);
        _ = node.AskAsync(3);

        node.Return(one);
        Assert.Equal((0, 1), (node.Leases(2), node.Leases(3)));
        node.Return(held);
        Assert.Equal((1, 2), (node.Leases(2), node.Leases(3)));

        var weighted = new SharedNode(cpus: 4);
        weighted.Scheduler.AddJob(SharedNode.Job(1), "a", 0);
        weighted.Scheduler.AddJob(SharedNode.Job(2), "b", 0);
        weighted.Scheduler.OnQuotas(new QuotaNews([new QuotaState(new QuotaRecord("a", []) { Weight = 4 }, [], 1, false), new QuotaState(new QuotaRecord("b", []), [], 1, false)], IsComplete: true));
        weighted.Hold("a", 4);
        weighted.Hold("b", 4);
        LeaseId[] taken = [weighted.Grant(1), weighted.Grant(1), weighted.Grant(1), weighted.Grant(2)];
        _ = weighted.AskAsync(2);
        _ = weighted.AskAsync(1);
        weighted.Return(taken[0]);
        Assert.Equal((3, 1), (weighted.Leases(1), weighted.Leases(2)));
    }

    [Fact]
    public void A_calls_own_priority_counts_among_the_calls_of_its_job_and_no_others()
    {
        var node = new SharedNode(cpus: 2);
        LeaseId[] held = [node.Grant(1), node.Grant(2)];
        _ = node.AskAsync(1);
        _ = node.AskAsync(1, priority: 9);
        _ = node.AskAsync(2);

        node.Return(held[1]);
        Assert.Equal((0, 1), (node.Leases(1, priority: 9), node.Leases(2)));
        node.Return(held[0]);
        Assert.Equal((0, 1), (node.Leases(1), node.Leases(1, priority: 9)));
    }

    [Fact]
    public void A_large_demand_does_not_starve_behind_small_ones()
    {
        var node = new SharedNode(cpus: 4);
        LeaseId[] held = [.. Enumerable.Range(0, 4).Select(_ => node.Grant(1))];
        _ = node.AskAsync(2, cpus: 4);
        node.Time.Advance(TimeSpan.FromSeconds(1));
        node.Scheduler.OnTick();
        node.Return(held[0]);
        LeaseId small = node.Grant(1);

        node.Time.Advance(Reservation.Delay);
        node.Scheduler.OnTick();
        Assert.Superset(new HashSet<LeaseId> { held[1], held[2], held[3], small }, node.Reclaimed.ToHashSet());
        node.Return(held[1]);
        _ = node.AskAsync(1);
        Assert.Equal(3, node.Leases(1));
        Assert.Equal(LeaseOutcome.Busy, node.Scheduler.TryGrant(new LeaseRequest(SharedNode.Job(1), 1, default, new Dictionary<string, long> { ["CPU"] = 10_000 }, false, [], 0, Wait: false)).Outcome);
        node.Return(held[2]);
        node.Return(held[3]);
        Assert.Equal(0, node.Leases(2));
        node.Return(small);

        Assert.Equal((0, 1), (node.Leases(1), node.Leases(2)));
    }

    [Fact]
    public void Whoever_has_more_than_its_share_is_asked_and_nobody_when_all_have_the_same()
    {
        var node = new SharedNode(cpus: 4);
        LeaseId[] held = [node.Grant(1), node.Grant(1), node.Grant(1), node.Grant(2)];

        _ = node.AskAsync(2);
        LeaseId asked = Assert.Single(node.Reclaimed);
        Assert.Equal(held[0], asked);
        node.Return(asked);
        _ = node.AskAsync(2);
        _ = node.AskAsync(1);

        Assert.Single(node.Reclaimed);
    }

    [Fact]
    public async Task Beyond_the_quota_nothing_starts_until_the_head_has_granted_it()
    {
        var node = new SharedNode(cpus: 4);
        node.Scheduler.AddJob(SharedNode.Job(1), "a", 0);
        node.SetQuota("a", 2);
        Task<LeaseReply> waiting = node.AskAsync(1);
        Assert.Equal(0, node.Leases(1));
        Assert.Empty(node.Scheduler.Pending());
        node.Grant(2, cpus: 3);

        QuotaHold asked = Assert.Single(node.Scheduler.AskForQuotas(isForced: false)!);
        Assert.Equal((0, 10_000), (asked.Held.GetValueOrDefault("CPU"), asked.Wanted["CPU"]));
        node.Hold("a", 1);

        Assert.Equal(1, node.Leases(1));
        Assert.Null(node.Scheduler.AskForQuotas(isForced: false));
        node.Return((await waiting.Within()).Lease);
        Assert.Null(node.Scheduler.AskForQuotas(isForced: false));
        node.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((0, 0), Only(node.Scheduler.AskForQuotas(isForced: false)));
        _ = node.AskAsync(1);
        Assert.Equal(0, node.Leases(1));
    }

    [Fact]
    public void What_others_wait_for_is_given_back_at_once_and_the_job_that_has_most_of_it_is_asked()
    {
        var node = new SharedNode(cpus: 4);
        node.Scheduler.AddJob(SharedNode.Job(1), "a", 0);
        node.Scheduler.AddJob(SharedNode.Job(2), "a", 0);
        node.SetQuota("a", 3, jobs: 2);
        node.Hold("a", 3);
        LeaseId[] held = [node.Grant(1), node.Grant(1), node.Grant(2)];
        _ = node.AskAsync(2);
        Assert.Equal([held[0]], node.Reclaimed);

        node.SetQuota("a", 3, jobs: 2, isWanted: true);
        Assert.Equal([held[0], held[1]], node.Reclaimed);
        node.Return(held[0]);

        // Others have their turn first.
        Assert.Equal(1, node.Leases(2));
        Assert.Equal((20_000, 20_000), Only(node.Scheduler.AskForQuotas(isForced: false)));
        Assert.Equal((20_000, 30_000), Only(node.Scheduler.AskForQuotas(isForced: false)));
    }

    [Fact]
    public void A_call_that_waits_lends_its_part_of_the_quota_to_what_it_waits_for()
    {
        var node = new SharedNode(cpus: 4);
        node.Scheduler.AddJob(SharedNode.Job(1), "a", 0);
        node.SetQuota("a", 1);
        node.Hold("a", 1);
        LeaseId parent = node.Grant(1);
        _ = node.AskAsync(1);
        Assert.Equal(1, node.Leases(1));

        node.Scheduler.SetBlocked(parent, blocked: true);

        Assert.Equal(2, node.Leases(1));
        node.Scheduler.SetBlocked(parent, blocked: false);
        Assert.Equal((20_000, 20_000), Only(node.Scheduler.AskForQuotas(isForced: false)));
    }

    [Fact]
    public void A_quota_that_is_set_later_counts_what_runs()
    {
        var node = new SharedNode(cpus: 4);
        node.Grant(1, cpus: 2);

        node.SetQuota(QuotaPolicy.DefaultTeam, 2);

        Assert.Equal((20_000, 20_000), Only(node.Scheduler.AskForQuotas(isForced: false)));
        _ = node.AskAsync(1);
        Assert.Equal(1, node.Leases(1));
    }

    [Fact]
    public void After_the_grace_the_newest_repeatable_work_of_a_lower_priority_is_stopped_and_nothing_else()
    {
        var node = new SharedNode(cpus: 4);
        node.Scheduler.AddJob(SharedNode.Job(9), string.Empty, priority: 1);
        node.Grant(1);
        node.Grant(1, isRetriable: false);
        LeaseId newest = node.Grant(1);
        node.Grant(1, forActor: true);
        _ = node.AskAsync(9);

        node.Time.Advance(Preemption.Grace / 2);
        Assert.Null(node.Scheduler.TakePreempted());
        node.Time.Advance(Preemption.Grace / 2);
        (IReadOnlyList<Node.WorkerEntry> workers, Node.Sharing.JobShare by, int priority) = node.Scheduler.TakePreempted()!.Value;

        ulong expected = node.Scheduler.Read(leases => leases.Single(lease => lease.Id == newest).Worker.Process);
        Assert.Equal(expected, Assert.Single(workers).Process);
        Assert.Equal((SharedNode.Job(9), 1, 0), (by.Job, by.Priority, priority));
        Assert.Null(node.Scheduler.TakePreempted());
    }

    [Fact]
    public void A_worker_that_also_does_what_may_not_be_repeated_is_not_stopped()
    {
        var node = new SharedNode(cpus: 2, sharesWorkers: true);
        node.Scheduler.AddJob(SharedNode.Job(9), string.Empty, priority: 1);
        LeaseId once = node.Grant(1, isRetriable: false);
        node.Grant(1);
        _ = node.AskAsync(9, cpus: 1);
        node.Time.Advance(Preemption.Grace);

        Assert.Null(node.Scheduler.TakePreempted());
        Assert.NotEmpty(node.Reclaimed);
        node.Return(once);
        Assert.Null(node.Scheduler.TakePreempted());
    }

    [Fact]
    public async Task What_a_lost_node_or_process_held_here_comes_free_and_what_it_waited_for_is_dropped()
    {
        var node = new SharedNode(cpus: 2);
        LeaseReply ofNode = await node.AskAsync(1, process: 11, from: new NodeId(2, 2)).Within();
        LeaseReply ofProcess = await node.AskAsync(2, process: 12, from: new NodeId(3, 3)).Within();
        Assert.Equal((LeaseOutcome.Granted, LeaseOutcome.Granted), (ofNode.Outcome, ofProcess.Outcome));
        Task<LeaseReply> waiting = node.AskAsync(1, process: 13, from: new NodeId(2, 2));

        node.Scheduler.OnNodeLost(new NodeId(2, 2));
        Assert.Equal(LeaseOutcome.Rejected, (await waiting.Within()).Outcome);
        Assert.Equal((0, 1), (node.Leases(1), node.Leases(2)));
        node.Scheduler.OnProcessLost(12);

        Assert.Equal(0, node.Leases(2));
        Assert.True((await node.AskAsync(3, cpus: 2).Within()).Outcome == LeaseOutcome.Granted, "everything is free");
    }

    private static (long Held, long Wanted) Only(QuotaHold[]? holds)
    {
        QuotaHold hold = Assert.Single(holds!);
        return (hold.Held.GetValueOrDefault("CPU"), hold.Wanted.GetValueOrDefault("CPU"));
    }
}
