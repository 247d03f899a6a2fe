using System.Net.Sockets;
using RayNet.Runtime.Head.Raft;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tables;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>Three heads: one leads while most are there, and what it answered is on most disks.</summary>
public sealed class RaftClusterTests
{
    [Fact]
    public async Task A_minority_stores_nothing_and_a_majority_goes_on()
    {
        await using var heads = new RaftHeads();
        await heads.StartAsync(0);
        using (var soon = new CancellationTokenSource(RaftHeads.Times.Duration * 1.5))
        {
            // One of three is nobody's leader.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => heads[0].CampaignAsync(soon.Token));
        }

        await heads.StartAsync(1);
        (int leader, HeadLease lease) = await heads.LeadAsync(0, 1);
        lease.Store.Commit([Key("a", 1)]);
        await heads.StopAsync(1 - leader);

        RayException refused = Assert.Throws<RayException>(() => lease.Store.Commit([Key("a", 2)]));
        Assert.Contains(refused.Code, new[] { RayErrorCode.ClusterUnreachable, RayErrorCode.NotLeader });
        Assert.NotEmpty(await lease.Lost.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(lease.IsHeld);

        await heads.StartAsync(2);
        (_, HeadLease next) = await heads.LeadAsync(leader, 2);
        Assert.True(next.Term > lease.Term);
        Assert.Contains(Values(next), value => value == 1 || value == 2);
        next.Store.Commit([Key("a", 3)]);
        Assert.Equal([3], Values(next));
    }

    [Fact]
    public async Task The_next_leader_has_everything_and_the_one_before_changes_nothing_any_more()
    {
        await using var heads = new RaftHeads();
        await Task.WhenAll(heads.StartAsync(0), heads.StartAsync(1), heads.StartAsync(2));
        (int leader, HeadLease lease) = await heads.LeadAsync(0, 1, 2);
        for (int number = 0; number < 100; number++)
        {
            lease.Store.Commit([Key($"{number}", number)]);
        }

        // The leadership moves; the store of the old one is still in somebody's hands.
        IHeadStore old = lease.Store;
        await lease.DisposeAsync();
        (int second, HeadLease next) = await heads.LeadAsync(0, 1, 2);
        Assert.Equal(Enumerable.Range(0, 100), Values(next).Order());
        Assert.Equal(RayErrorCode.NotLeader, Assert.Throws<RayException>(() => old.Commit([Key("0", 200)])).Code);
        next.Store.Commit([Key("more", 100)]);
        Assert.Equal(101, Values(next).Length);

        // A head that was away gets what it missed from the others.
        int third = 3 - second - (leader == second ? (second == 0 ? 1 : 0) : leader);
        await heads.StopAsync(third);
        next.Store.Commit([Key("missed", 101)]);
        await heads.StartAsync(third);
        await heads.StopAsync(second);
        (_, HeadLease last) = await heads.LeadAsync([.. Enumerable.Range(0, 3).Where(number => number != second)]);
        Assert.Equal(Enumerable.Range(0, 102), Values(last).Order());
    }

    [Fact]
    public async Task A_head_that_takes_connections_and_says_nothing_does_not_keep_the_others_from_choosing_a_leader()
    {
        await using var heads = new RaftHeads();
        using Socket stopped = heads.Hang(2);
        await Task.WhenAll(heads.StartAsync(0), heads.StartAsync(1));
        (_, HeadLease lease) = await heads.LeadAsync(0, 1);
        lease.Store.Commit([Key("a", 1)]);
        Assert.Equal([1], Values(lease));
    }

    [Fact]
    public async Task An_entry_of_an_earlier_leadership_does_not_count_although_the_log_took_it()
    {
        await using var heads = new RaftHeads();
        await Task.WhenAll(heads.StartAsync(0), heads.StartAsync(1));
        (int leader, HeadLease lease) = await heads.LeadAsync(0, 1);
        lease.Store.Commit([Key("a", 1)]);

        RaftRecords records = ((RaftStorage)heads[leader]).Records!;
        Assert.False(records.Commit(lease.Term - 1, [Key("a", 2), Key("b", 2)]));
        Assert.Equal([1], Values(lease));
        lease.Store.Commit([Key("a", 3)]);
        Assert.Equal([3], Values(lease));
    }

    private static int[] Values(HeadLease lease) => [.. lease.Store.Load().Select(record => (int)((KeyEntry)record.Record!).Value[0])];

    private static RecordChange Key(string key, int value) => new(RecordTable.Keys, key, new KeyEntry("k", key, [(byte)value]));
}
