namespace RayNet.Testing.Tests.SharedClusters;

/// <summary>Several teams on one cluster, with real workers.</summary>
public sealed class QuotaTests : IAsyncLifetime
{
    private RayCluster? _cluster;

    private RayCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await RayCluster.StartAsync(new RayClusterOptions { Head = On.Has("head"), Nodes = [On.Has("second") with { WorkersPerJob = 2 }] });

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();

    [Fact]
    public async Task A_teams_calls_hold_no_more_than_its_quota_on_all_nodes_together_and_say_what_they_wait_for()
    {
        await using IRayClient admin = await ConnectAsync();
        await admin.SetQuotaAsync(new Quota { Name = "a", NumCpus = 2 });
        await using IRayClient driver = await ConnectAsync(quota: "a");
        using IDisposable scope = driver.Use();
        ObjectRef<string>[] calls = [.. Enumerable.Range(0, 4).Select(_ => Sharing.HoldRemote(new TaskOptions { SchedulingStrategy = SchedulingStrategy.Spread }))];
        await UsesAsync(admin, "a", 2);

        PendingExplanation[] why = await Soon.Until(async () => await Task.WhenAll(calls.Select(call => driver.ExplainAsync(call))), static all => all.Count(static one => one.Reason == PendingReason.WaitingForQuota) == 2, "two calls wait for the quota");
        Assert.Contains("quota of team 'a': 2 of 2 CPU in use", why.First(static one => one.Reason == PendingReason.WaitingForQuota).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await Cluster.ListNodesAsync()).Sum(static node => node.Available["CPU"]));
        using (admin.Use())
        {
            // Others are not kept out.
            Assert.NotEmpty(await Places.HereRemote().Within());
        }

        foreach (ObjectRef<string> call in calls)
        {
            Ray.Cancel(call);
            await call.FailsWith<RemoteTaskCanceledException>();
        }

        await UsesAsync(admin, "a", 0);
    }

    [Fact]
    public async Task A_raised_quota_lets_waiting_calls_start_and_an_unknown_team_is_refused()
    {
        await using IRayClient admin = await ConnectAsync();
        await admin.SetQuotaAsync(new Quota { Name = "a", NumCpus = 1, MaxPriority = 3 });
        Assert.Contains("'b', which the cluster does not have", (await Assert.ThrowsAsync<InvalidOptionException>(() => ConnectAsync(quota: "b"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOptionException>(() => ConnectAsync(quota: "a", priority: 4));
        await Assert.ThrowsAsync<InvalidOptionException>(() => admin.SetQuotaAsync(new Quota { Name = "a", NumCpus = -1 }));
        await using IRayClient driver = await ConnectAsync(quota: "a", priority: 3);
        using IDisposable scope = driver.Use();
        ObjectRef<string> first = Sharing.HoldRemote(On.Node("head"));
        await UsesAsync(admin, "a", 1);
        ObjectRef<string> second = Places.HereRemote(On.Node("second"));
        await Soon.Until(() => driver.ExplainAsync(second), static one => one.Reason == PendingReason.WaitingForQuota, "the second call waits for the quota");

        await admin.SetQuotaAsync(new Quota { Name = "a", NumCpus = 2 });

        Assert.Equal(Cluster.Nodes[1].Id.ToString(), await second.Within());
        Ray.Cancel(first);
        Assert.Contains("runs", (await Assert.ThrowsAsync<InvalidOptionException>(() => admin.RemoveQuotaAsync("a"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_important_job_gets_the_resources_of_repeatable_work_which_is_done_again_without_using_up_a_retry()
    {
        await using IRayClient low = await ConnectAsync();
        await using IRayClient high = await ConnectAsync(priority: 10);
        ActorHandle<Meeting> meeting;
        ObjectRef<int> occupying;
        using (low.Use())
        {
            meeting = await Meeting.StartAsync("head");
            occupying = Sharing.OccupyRemote(meeting, On.Node("second", maxRetries: 1) with { NumCpus = 2 });
            await meeting.First().Within();
        }

        string place;
        using (high.Use())
        {
            place = await Places.HereRemote(On.Node("second")).Within();
        }

        Assert.Equal(Cluster.Nodes[1].Id.ToString(), place);
        Assert.Equal(1, await occupying.Within());
    }

    private static Task<IReadOnlyList<QuotaUsage>> UsesAsync(IRayClient client, string team, double cpus) => Soon.Until(
        () => client.GetQuotasAsync(),
        quotas => quotas.Single(quota => quota.Quota.Name == team).Used.GetValueOrDefault("CPU") == cpus,
        $"{cpus} CPUs of {team} are in use");

    private Task<IRayClient> ConnectAsync(string? quota = null, int priority = 0) => Cluster.ConnectAsync(options =>
    {
        options.LogToDriver = false;
        options.Quota = quota;
        options.Priority = priority;
    });
}
