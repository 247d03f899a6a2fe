namespace RayNet.Runtime.Tests.Tasks;

/// <summary>Limits of submission.</summary>
public sealed class ThrottleTests
{
    [Fact]
    public async Task Submissions_wait_in_their_order_while_as_many_calls_as_allowed_are_under_way()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 4);
        Gate gate = cluster.Gate();
        RayThrottle throttle = Ray.Throttle(2);
        await throttle.SubmitAsync(() => Work.BlockRemote(0, gate));
        await throttle.SubmitAsync(() => Work.BlockRemote(1, gate));
        var order = new List<int>();
        Task<ObjectRef<int>>[] waiting = [.. Enumerable.Range(2, 6).Select(i => throttle.SubmitAsync(() =>
        {
            lock (order)
            {
                order.Add(i);
            }

            return Work.EchoRemote(i);
        }).AsTask())];
        Assert.Equal(2, throttle.Count);
        Assert.All(waiting, static task => Assert.False(task.IsCompleted));

        gate.Open();
        await throttle.DisposeAsync().AsTask().Within();
        Assert.Equal(Enumerable.Range(2, 6), order.Order());
        Assert.InRange(order[0], 2, 3);
        Assert.All(waiting, static task => Assert.True(task.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task A_call_that_fails_and_one_that_cannot_be_made_give_their_place_back()
    {
        await using TestCluster cluster = TestCluster.Start();
        await using RayThrottle throttle = Ray.Throttle(1);
        ObjectRef<int> failed = await throttle.SubmitAsync(static () => Work.FailRemote("no"));
        await Assert.ThrowsAsync<ShopException>(() => failed.AsTask().Within());
        await Assert.ThrowsAsync<InvalidOptionException>(async () => await throttle.SubmitAsync(static () => Work.EchoRemote(1, new TaskOptions { NumCpus = Below(0) })).AsTask().Within());
        Assert.Equal(3, await (await throttle.SubmitAsync(static () => Work.EchoRemote(3)).AsTask().Within()).Within());
    }

    [Fact]
    public async Task A_wait_that_is_given_up_submits_nothing()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        await using RayThrottle throttle = Ray.Throttle(1);
        await throttle.SubmitAsync(() => Work.BlockRemote(0, gate));
        using var cancellation = new CancellationTokenSource();
        bool isMade = false;
        Task waiting = throttle.SubmitAsync(
            () =>
            {
                isMade = true;
                return Work.EchoRemote(1);
            },
            cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Within());
        gate.Open();
        Assert.False(isMade);
    }

    [Fact]
    public async Task A_task_that_waits_for_room_gives_its_cpu_to_what_it_waits_for()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Assert.Equal(45, await Work.SumThrottledRemote(10).Within());
    }

    [Fact]
    public async Task It_ends_when_its_calls_have_and_takes_no_more()
    {
        await using TestCluster cluster = TestCluster.Start();
        Gate gate = cluster.Gate();
        RayThrottle throttle = Ray.Throttle(3);
        await throttle.SubmitAsync(() => Work.BlockRemote(0, gate));
        Task ended = throttle.DisposeAsync().AsTask();
        Assert.False(ended.IsCompleted);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await throttle.SubmitAsync(static () => Work.EchoRemote(1)));
        gate.Open();
        await ended.Within();
        Assert.Throws<ArgumentOutOfRangeException>(static () => Ray.Throttle(0));
    }

    [Fact]
    public async Task Over_MaxPendingTasks_the_next_task_is_refused_until_one_has_ended()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.MaxPendingTasks = 2);
        Gate gate = cluster.Gate();
        ObjectRef<int>[] pending = [Work.BlockRemote(1, gate), Work.BlockRemote(2, gate)];
        PendingCallsLimitExceededException refused = Assert.Throws<PendingCallsLimitExceededException>(static () => Work.EchoRemote(3));
        Assert.Contains("2 tasks of this client", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Ray.Throttle", refused.Message, StringComparison.Ordinal);
        gate.Open();
        await Ray.WhenAll(pending).Within();
        Assert.Equal(3, await Work.EchoRemote(3).Within());
        Assert.Contains("MaxPendingTasks is 0", Assert.Throws<InvalidOptionException>(static () => TestCluster.Start(configure: static options => options.MaxPendingTasks = (int)Below(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_MaxPendingTaskBytes_the_next_task_is_refused_until_one_has_ended()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.MaxPendingTaskBytes = 1 << 20);
        Gate gate = cluster.Gate();
        byte[] large = new byte[700_000];
        ObjectRef<int> first = Work.BlockWithRemote(large, gate);

        PendingCallsLimitExceededException refused = Assert.Throws<PendingCallsLimitExceededException>(() => Work.BlockWithRemote(large, gate));
        Assert.Contains("MaxPendingTaskBytes", refused.Message, StringComparison.Ordinal);
        Assert.Matches("take 700[0-9]{3} bytes", refused.Message);
        Assert.Equal(3, await Work.EchoRemote(3).Within());
        gate.Open();
        Assert.Equal(large.Length, await first.Within());
        Assert.Equal(large.Length, await Work.BlockWithRemote(large, gate).Within());
        Assert.Contains("MaxPendingTaskBytes is 0", Assert.Throws<InvalidOptionException>(static () => TestCluster.Start(configure: static options => options.MaxPendingTaskBytes = 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_larger_than_MaxPendingTaskBytes_runs_when_nothing_else_does()
    {
        await using TestCluster cluster = TestCluster.Start(configure: options => options.MaxPendingTaskBytes = 1000);
        Gate gate = cluster.Gate();
        ObjectRef<int> larger = Work.BlockWithRemote(new byte[5000], gate);

        Assert.Throws<PendingCallsLimitExceededException>(static () => Work.EchoRemote(1));
        gate.Open();
        Assert.Equal(5000, await larger.Within());
        Assert.Equal(1, await Work.EchoRemote(1).Within());
    }

    [Fact]
    public async Task What_is_queued_is_explained_with_its_bytes_and_references_count_nothing()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> running = Work.BlockRemote(1, gate);
        await gate.Arrived();
        byte[] large = new byte[100_000];
        ObjectRef<byte[]> put = Ray.Put(large);
        ObjectRef<int>[] queued = [.. Enumerable.Range(0, 10).Select(_ => Work.BlockWithRemote(large, gate)), Work.BlockWithRemote(put, (int)gate)];

        PendingExplanation explanation = await Ray.ExplainAsync(queued[^1]).Within();

        Assert.Equal(11, explanation.QueueLength);
        Assert.InRange(explanation.QueueBytes, 1_000_000, 1_010_000);
        gate.Open();
        await Ray.WhenAll([running, .. queued]).Within();
    }

    private static double Below(double number) => number - 1;
}
