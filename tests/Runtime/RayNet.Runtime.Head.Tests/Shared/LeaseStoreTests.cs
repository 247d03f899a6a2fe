using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Head.Shared;
using RayNet.Runtime.Head.Storage;
using RayNet.Runtime.Head.Tests.Storage;

namespace RayNet.Runtime.Head.Tests.Shared;

/// <summary>The promises of every store, and of those on a server with a lease: one head leads, and one that does not any more changes nothing.</summary>
public abstract class LeaseStoreTests : HeadStoreTests
{
    private static readonly LeaseTimes Short = new(TimeSpan.FromMilliseconds(600));

    /// <summary>One that a loaded machine keeps.</summary>
    private protected static readonly LeaseTimes Kept = new(TimeSpan.FromSeconds(5));

    [Fact]
    public async Task A_head_that_was_stopped_for_longer_than_its_lease_changes_nothing_any_more()
    {
        // Its clock stands still: it renews nothing, and believes that it leads.
        var stopped = new FakeTimeProvider();
        using SharedStore first = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, Short, stopped)));
        first.Commit([Key("a", 1)]);
        using SharedStore second = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 2, Short)));
        Assert.True(first.Lease.IsHeld);
        Assert.True(second.Lease.Term > first.Lease.Term);

        RayException refused = Assert.Throws<RayException>(() => first.Commit([Key("a", 2), Key("b", 2)]));
        Assert.Equal(RayErrorCode.NotLeader, refused.Code);
        Assert.False(first.Lease.IsHeld);
        Assert.Contains("Another head leads", await first.Lease.Lost, StringComparison.Ordinal);
        Assert.Equal([1], second.Load().Select(record => (int)((Tables.KeyEntry)record.Record!).Value[0]));

        second.Commit([Key("a", 3)]);
        Assert.Throws<RayException>(() => first.Commit([Removed("a")]));
        Assert.Single(second.Load());
    }

    [Fact]
    public async Task A_standby_takes_over_at_once_from_a_head_that_gives_the_lease_back()
    {
        var times = new LeaseTimes(TimeSpan.FromMinutes(10));
        SharedStore first = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, times)));
        first.Commit([Key("a", 1)]);
        ISharedStorage standby = await OpenAsync(SharedStore.Context(string.Empty, 2, Short));
        await using (standby.ConfigureAwait(false))
        {
            Task<HeadLease> waiting = standby.CampaignAsync(CancellationToken.None);
            await LeaderAsync(standby, "127.0.0.1:1");
            Assert.False(waiting.IsCompleted);
            first.Dispose();

            HeadLease lease = await waiting.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Single(lease.Store.Load());
            Assert.Equal("127.0.0.1:2", standby.Leader);
        }
    }

    [Fact]
    public async Task A_head_that_lost_its_lease_begins_a_new_term_when_it_leads_again()
    {
        using SharedStore first = await SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, Short)));
        first.Lease.Lose("for the test");
        Assert.Throws<RayException>(() => first.Commit([Key("a", 1)]));
        await first.Lease.DisposeAsync();
        HeadLease again = await first.Storage.CampaignAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(again.Term > first.Lease.Term);
        again.Store.Commit([Key("a", 2)]);
        Assert.Single(again.Store.Load());
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_leads_and_all_are_listed()
    {
        List<ISharedStorage> storages = [];
        foreach (int number in Enumerable.Range(1, 4))
        {
            storages.Add(await OpenAsync(SharedStore.Context(string.Empty, number, new LeaseTimes(TimeSpan.FromSeconds(5)))));
        }

        try
        {
            Task<HeadLease>[] campaigns = [.. storages.Select(storage => storage.CampaignAsync(CancellationToken.None))];
            Task<HeadLease> first = await Task.WhenAny(campaigns).WaitAsync(TimeSpan.FromSeconds(20));
            string leader = storages[Array.IndexOf(campaigns, first)].Leader;
            foreach (ISharedStorage storage in storages)
            {
                await LeaderAsync(storage, leader);
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            while (storages.Any(storage => storage.Members.Count < 4))
            {
                await Task.Delay(20, limit.Token);
            }

            Assert.Equal(1, campaigns.Count(campaign => campaign.IsCompleted));
            Assert.All(storages, storage => Assert.Equal(leader, Assert.Single(storage.Members, member => member.IsLeader).Address));
        }
        finally
        {
            foreach (ISharedStorage storage in storages)
            {
                await storage.DisposeAsync();
            }
        }
    }

    internal override IHeadStore Open() => SharedStore.OpenAsync(OpenAsync(SharedStore.Context(string.Empty, 1, Kept))).GetAwaiter().GetResult();

    /// <summary>Another head on the same tables.</summary>
    private protected abstract Task<ISharedStorage> OpenAsync(SharedStorageContext context);

    private static async Task LeaderAsync(ISharedStorage storage, string leader)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (storage.Leader != leader)
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
