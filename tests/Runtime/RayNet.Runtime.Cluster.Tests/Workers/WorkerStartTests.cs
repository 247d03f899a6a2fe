using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RayNet.Runtime.Cluster.Node;
using RayNet.Runtime.Control;
using RayNet.Runtime.Resources;

namespace RayNet.Runtime.Cluster.Tests.Workers;

public sealed class WorkerStartTests
{
    private static readonly JobId Job = new(1, 1);

    private static readonly LeaseRequest Request = new(Job, 7, new NodeId(1, 1), ResourceDemand.Create(1, 0, 0, []).ToUnits(), ForActor: false, [], 0, Wait: true);

    [Fact]
    public async Task Worker_that_never_connects_is_stopped_and_after_three_of_them_work_fails_instead_of_waiting()
    {
        var time = new FakeTimeProvider();
        var starter = new SilentStarter();
        using var lost = new SemaphoreSlim(0);
        WorkerPool pool = PoolOf(time, starter, lost);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(default, pool.Choose(Request, []));
            SilentWorker worker = await starter.NextAsync();
            await Soon.Until(() => pool.States().Single().ProcessId == worker.ProcessId);

            time.Advance(TimeSpan.FromSeconds(59));
            pool.EndLate();
            Assert.False(worker.Exited.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(2));
            pool.EndLate();

            await worker.Exited.Within();
            await lost.WaitAsync().Within();
        }

        Assert.Contains("60 s passed before it connected", pool.Choose(Request, []).Failure);
    }

    [Fact]
    public async Task Job_whose_workers_could_not_be_started_gets_another_one_after_a_while()
    {
        var time = new FakeTimeProvider();
        var starter = new FailingStarter();
        using var lost = new SemaphoreSlim(0);
        WorkerPool pool = PoolOf(time, starter, lost);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(default, pool.Choose(Request, []));
            await lost.WaitAsync().Within();
        }

        Assert.Contains("The build cannot be had", pool.Choose(Request, []).Failure);
        Assert.Equal(3, starter.Count);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(default, pool.Choose(Request, []));
        await lost.WaitAsync().Within();
        Assert.Equal(4, starter.Count);
        Assert.Contains("The build cannot be had", pool.Choose(Request, []).Failure);
    }

    /// <summary>The pool of a node with one job, which counts the workers that are gone.</summary>
    private static WorkerPool PoolOf(TimeProvider time, IWorkerStarter starter, SemaphoreSlim lost)
    {
        ulong next = 0;
        var pool = new WorkerPool(Options(time), starter, () => ++next, "node.sock") { Changed = () => lost.Release() };
        pool.AddJob(Job, new WorkerSetup(string.Empty, string.Empty), prestart: 0);
        return pool;
    }

    private static NodeAgentOptions Options(TimeProvider time) => new()
    {
        Id = new NodeId(1, 1),
        Name = "node",
        SessionDirectory = string.Empty,
        Token = string.Empty,
        Resources = ResourceDemand.Create(4, 0, 0, []),
        TimeProvider = time,
        Logger = NullLogger.Instance,
    };
}
