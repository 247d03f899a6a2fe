using System.Diagnostics;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>Several heads as processes of the command: the leader is killed, stopped for a while, and asked to end.</summary>
public sealed class TakeoverTests
{
    /// <summary>Beyond, the log of the test has what the heads said.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Three_heads_lose_nothing_that_was_answered_however_often_the_leader_is_killed()
    {
        using var heads = HeadProcesses.Raft();
        await KillAgainAndAgainAsync(heads);
    }

    [Fact]
    public async Task Two_heads_on_PostgreSQL_lose_nothing_that_was_answered()
    {
        Assert.SkipWhen(PostgresServer.Missing.Length > 0, PostgresServer.Missing);
        using PostgresServer server = await PostgresServer.CreateAsync();
        using var heads = HeadProcesses.On(server);
        await KillAgainAndAgainAsync(heads);
    }

    [Fact]
    public async Task Two_heads_on_Redis_lose_nothing_that_was_answered()
    {
        Assert.SkipWhen(RedisServer.Missing.Length > 0, RedisServer.Missing);
        using RedisServer server = await RedisServer.CreateAsync();
        using var heads = HeadProcesses.On(server);
        await KillAgainAndAgainAsync(heads);
    }

    [Fact]
    public async Task A_leader_of_three_that_was_stopped_for_a_while_stands_by_when_it_goes_on()
    {
        Assert.SkipUnless(HeadProcesses.RunsAll, HeadProcesses.NotAll);
        using var heads = HeadProcesses.Raft();
        await StopForAWhileAsync(heads);
    }

    [Fact]
    public async Task A_leader_on_PostgreSQL_that_was_stopped_for_a_while_stands_by_when_it_goes_on()
    {
        Assert.SkipUnless(HeadProcesses.RunsAll, HeadProcesses.NotAll);
        Assert.SkipWhen(PostgresServer.Missing.Length > 0, PostgresServer.Missing);
        using PostgresServer server = await PostgresServer.CreateAsync();
        using var heads = HeadProcesses.On(server);
        await StopForAWhileAsync(heads);
    }

    [Fact]
    public async Task A_leader_on_Redis_that_was_stopped_for_a_while_stands_by_when_it_goes_on()
    {
        Assert.SkipWhen(RedisServer.Missing.Length > 0, RedisServer.Missing);
        using RedisServer server = await RedisServer.CreateAsync();
        using var heads = HeadProcesses.On(server);
        await StopForAWhileAsync(heads);
    }

    [Fact]
    public async Task A_leader_without_a_majority_answers_nothing()
    {
        Assert.SkipUnless(HeadProcesses.RunsAll, HeadProcesses.NotAll);
        using var heads = HeadProcesses.Raft();
        heads.StartAll();
        int leader = await heads.LeaderAsync();
        foreach (int other in Enumerable.Range(0, heads.Count).Where(number => number != leader))
        {
            heads.Kill(other);
        }

        // What the leader took in the moment before it knew is not acknowledged either.
        using LoneHead alone = heads.Alone(leader);
        Exception refused = await Assert.ThrowsAnyAsync<Exception>(() => alone.Service.PutKeyAsync("k", "alone", [1], overwrite: true).WaitAsync(heads.Limit));
        Assert.False(heads.Limit.IsCancellationRequested, refused.Message);
        await heads[leader].SaysAsync("leads no more");
        Assert.False(await heads.LeadsAsync(leader));

        heads.Start((leader + 1) % heads.Count);
        await heads.LeaderAsync();
        using ClusterChannel all = await HeadProcesses.ConnectAsync(heads.Addresses);
        Assert.Single((await all.Head.GetClusterAsync(heads.Limit)).Heads, head => head.IsLeader);
    }

    [Fact]
    public async Task A_standby_says_who_leads_and_a_leader_that_is_asked_to_end_hands_over()
    {
        Assert.SkipWhen(RedisServer.Missing.Length > 0, RedisServer.Missing);
        using RedisServer server = await RedisServer.CreateAsync();
        using var heads = HeadProcesses.On(server, lease: "10s");
        await HandOverAsync(heads);
    }

    [Fact]
    public async Task A_leader_of_three_that_is_asked_to_end_hands_over()
    {
        Assert.SkipUnless(HeadProcesses.RunsAll, HeadProcesses.NotAll);
        using var heads = HeadProcesses.Raft();
        await HandOverAsync(heads);
    }

    private static async Task KillAgainAndAgainAsync(HeadProcesses heads)
    {
        int kills = HeadProcesses.RunsAll ? 5 : 1;
        int seed = Environment.GetEnvironmentVariable("RAYNET_TEST_SEED") is { Length: > 0 } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Environment.TickCount;
        var random = new Random(seed);
        List<TimeSpan> recoveries = [];
        try
        {
            string written = await KillAsync(heads, kills, random, recoveries);
            TimeSpan[] sorted = [.. recoveries.Order()];
            Tell($"Seed {seed}: {kills} kills, {written}; from the kill to the next answer: p50 {sorted[sorted.Length / 2].TotalSeconds:0.00} s, max {sorted[^1].TotalSeconds:0.00} s.");
            if (sorted[^1] > Slow)
            {
                Tell(heads.Said);
            }
        }
        catch
        {
            Tell($"Seed {seed}: recoveries until it failed: {string.Join(", ", recoveries.Select(static time => $"{time.TotalSeconds:0.00} s"))}. {heads.Said}");
            throw;
        }
    }

    private static async Task<string> KillAsync(HeadProcesses heads, int kills, Random random, List<TimeSpan> recoveries)
    {
        heads.StartAll();
        await heads.LeaderAsync();
        await using AcknowledgedWriter writer = await AcknowledgedWriter.StartAsync(heads);
        for (int kill = 0; kill < kills; kill++)
        {
            int leader = await heads.LeaderAsync();
            await writer.NextAsync(Stopwatch.GetTimestamp());
            await Task.Delay(random.Next(400));
            long killed = Stopwatch.GetTimestamp();
            heads.Kill(leader);
            TimeSpan killing = Stopwatch.GetElapsedTime(killed);
            recoveries.Add(killing + await writer.NextAsync(Stopwatch.GetTimestamp()));
            await Task.Delay(random.Next(400));
            heads.Start(leader);
            await heads[leader].SaysAsync("stands by");
        }

        return await writer.CheckAsync();
    }

    private static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }

    private static async Task StopForAWhileAsync(HeadProcesses heads)
    {
        heads.StartAll();
        int first = await heads.LeaderAsync();
        using LoneHead old = heads.Alone(first);
        Assert.True(await old.Service.PutKeyAsync("k", "a", [1], overwrite: true, heads.Limit));
        heads[first].Signal("STOP");
        int second = await heads.LeaderAsync(first);
        using ClusterChannel next = await HeadProcesses.ConnectAsync(heads.AddressOf(second));
        Assert.Equal([1], (await next.Head.GetKeyAsync("k", "a", heads.Limit))!);
        await next.Head.PutKeyAsync("k", "a", [2], overwrite: true, heads.Limit);

        // Both wait in its socket: a question that it would answer from what it knew, and a change.
        Task<byte[]?> stale = old.Service.GetKeyAsync("k", "a");
        Task<bool> late = old.Service.PutKeyAsync("k", "a", [3], overwrite: true);
        heads[first].Signal("CONT");
        await Assert.ThrowsAnyAsync<Exception>(() => stale.WaitAsync(heads.Limit));
        await Assert.ThrowsAnyAsync<Exception>(() => late.WaitAsync(heads.Limit));
        await heads[first].SaysAsync("leads no more");
        Assert.False(heads.Limit.IsCancellationRequested);
        Assert.False(await heads.LeadsAsync(first));
        Assert.Equal([2], (await next.Head.GetKeyAsync("k", "a", heads.Limit))!);
        Assert.Equal(second, await heads.LeaderAsync());
    }

    private static async Task HandOverAsync(HeadProcesses heads)
    {
        heads.StartAll();
        int first = await heads.LeaderAsync();
        int other = (first + 1) % heads.Count;
        using LoneHead standby = heads.Alone(other);
        RayException refused = await Assert.ThrowsAsync<RayException>(() => standby.Service.GetClusterAsync(heads.Limit));
        Assert.Equal(RayErrorCode.NotLeader, refused.Code);
        Assert.Contains("stands by", refused.Message, StringComparison.Ordinal);

        // Whoever knows a standby finds the leader, which was not in the list.
        using ClusterChannel channel = await HeadProcesses.ConnectAsync(heads.AddressOf(other));
        ulong cluster = (await channel.Head.GetClusterAsync(heads.Limit)).ClusterId;
        Assert.NotEqual(heads.AddressOf(other), channel.Address.HostAndPort);
        await channel.Head.PutKeyAsync("k", "a", [1], overwrite: true, heads.Limit);

        // Each says now and then that it is there.
        while ((await channel.Head.GetClusterAsync(heads.Limit)).Heads.Length < heads.Count)
        {
            await Task.Delay(20, heads.Limit);
        }

        string status = await HeadProcess.RunAsync(["status", "--json", "--address", heads.AddressOf(other) + "," + heads.AddressOf(first)], heads.Limit);
        Assert.Contains("\"state\": \"leader\"", status, StringComparison.Ordinal);
        Assert.Equal(heads.Count - 1, status.Split("\"state\": \"standby\"").Length - 1);

        channel.Learn((await channel.Head.GetClusterAsync(heads.Limit)).Heads);
        heads[first].Signal("TERM");
        await heads[first].WaitForExitAsync();
        await heads.LeaderAsync(first);
        ClusterInfo info = await channel.Head.GetClusterAsync(heads.Limit);
        Assert.Equal(cluster, info.ClusterId);
        Assert.NotEqual(heads.AddressOf(first), Assert.Single(info.Heads, head => head.IsLeader).Address);
        Assert.Equal([1], (await channel.Head.GetKeyAsync("k", "a", heads.Limit))!);
    }
}
