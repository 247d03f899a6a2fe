namespace RayNet.Runtime.Tests.Cancellation;

/// <summary>Inside one process, a forced cancellation is what comes closest to the death of a worker.</summary>
public sealed class ForcedCancellationTests
{
    // Row 17, as far as one process can
    [Fact]
    public async Task Forced_cancellation_retires_the_worker_and_frees_its_resources()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> stuck = Work.BlockRemote(1, gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(stuck, force: true));

        WorkerCrashedException error = await stuck.FailsWith<WorkerCrashedException>();
        Assert.Contains("Work.Block", error.Message, StringComparison.Ordinal);
        Assert.Equal(RayErrorCode.WorkerCrashed, error.Code);
        Assert.Equal(2, await Work.EchoRemote(2).Within());
        await cluster.AssertAllFreeAsync();
        gate.Open();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Late_result_of_a_retired_worker_is_ignored()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> stuck = Work.BlockAsyncRemote(1, gate);
        await gate.Arrived();

        Assert.True(Ray.Cancel(stuck, force: true));
        gate.Open();

        await stuck.FailsWith<WorkerCrashedException>();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Forced_cancellation_of_a_queued_task_is_a_plain_cancellation()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> busy = Work.BlockRemote(1, gate);
        await gate.Arrived();
        ObjectRef<int> queued = Work.EchoRemote(1);

        Assert.True(Ray.Cancel(queued, force: true));

        await queued.FailsWith<RemoteTaskCanceledException>();
        gate.Open();
        Assert.Equal(1, await busy.Within());
    }

    [Fact]
    public async Task Worker_that_waits_for_another_task_is_retired_with_all_that_it_holds()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2, configure: options => options.Resources["disk"] = 1);
        Gate gate = cluster.Gate();
        ObjectRef<int> inner = Work.BlockRemote(1, gate);
        await gate.Arrived();
        ObjectRef<int> outer = Nested.GetOfRemote(inner, new TaskOptions { Resources = new Dictionary<string, double> { ["disk"] = 1 } });
        while ((await Ray.ExplainAsync(outer)).Reason != PendingReason.Running)
        {
            await Task.Yield();
        }

        Assert.True(Ray.Cancel(outer, force: true));

        await outer.FailsWithAny();
        gate.Open();
        await inner.Within();
        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Forced_cancellation_in_a_race_with_the_end_keeps_the_account_right()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        for (int i = 0; i < 500; i++)
        {
            ObjectRef<int> running = Work.EchoRemote(i);
            Ray.Cancel(running, force: true);
            await Ray.WaitAsync([running]).Within();
        }

        await cluster.AssertAllFreeAsync();
    }
}
