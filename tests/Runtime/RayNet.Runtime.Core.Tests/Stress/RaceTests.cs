namespace RayNet.Runtime.Tests.Stress;

/// <summary>Two things at the same moment, many times.</summary>
public sealed class RaceTests
{
    private const int Rounds = 300;

    [Fact]
    public async Task Cancelled_parent_and_its_submissions()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        for (int i = 0; i < Rounds; i++)
        {
            ObjectRef<int> parent = Nested.WhenAllRemote(10);
            Ray.Cancel(parent, force: i % 3 == 0);
            await Ray.WaitAsync([parent]).Within();
        }

        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Kill_and_calls()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        for (int i = 0; i < Rounds; i++)
        {
            ActorHandle<Counter> counter = Counter.CreateRemote(0, new ActorOptions { NumCpus = 1, MaxConcurrency = 1 + (i % 3) });
            Task<ObjectRef<int>[]> calling = Task.Run(() => Enumerable.Range(0, 50).Select(_ => counter.Increment()).ToArray());
            Ray.Kill(counter);
            ObjectRef<int>[] calls = await calling.Within();
            await Ray.WaitAsync(calls, calls.Length).Within();
        }

        await cluster.AssertAllFreeAsync();
    }

    [Fact]
    public async Task Restart_and_calls()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        Gate born = cluster.Gate();
        for (int i = 0; i < Rounds; i++)
        {
            ActorHandle<Phoenix> phoenix = Phoenix.CreateRemote(born, new ActorOptions { MaxTaskRetries = -1, MaxConcurrency = 1 + (i % 3) });
            Task<ObjectRef<int>[]> calling = Task.Run(() => Enumerable.Range(0, 50).Select(_ => phoenix.Count()).ToArray());
            Ray.Kill(phoenix, noRestart: false);
            Ray.Kill(phoenix, noRestart: false);
            Assert.All(await Ray.WhenAll(await calling.Within()).Within(), value => Assert.InRange(value, 1, 50));
        }
    }

    [Fact]
    public async Task Terminate_and_calls()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        for (int i = 0; i < Rounds; i++)
        {
            var lifecycle = Lifecycle.Create(cluster);
            ActorHandle<DisposableActor> actor = DisposableActor.CreateRemote(lifecycle.Id);
            ObjectRef<int> argument = Work.EchoRemote(i);
            ObjectRef<int>[] before = [actor.Echo(argument), actor.Ping()];
            Task<ObjectRef<int>[]> calling = Task.Run(() => Enumerable.Range(0, 20).Select(_ => actor.Ping()).ToArray());
            await Ray.TerminateAsync(actor).Within();

            Assert.Equal(new[] { i, 1 }, await Ray.WhenAll(before).Within());
            ObjectRef<int>[] late = await calling.Within();
            await Ray.WaitAsync(late, late.Length).Within();
            Assert.Equal(["disposed"], lifecycle.Events);
        }
    }

    [Fact]
    public async Task Kill_and_the_end_of_a_call_skip_the_disposal()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        for (int i = 0; i < Rounds; i++)
        {
            var lifecycle = Lifecycle.Create(cluster);
            ActorHandle<DisposableActor> actor = DisposableActor.CreateRemote(lifecycle.Id);
            ObjectRef<int>[] calls = [.. Enumerable.Range(0, 5).Select(_ => actor.Ping())];
            await calls[i % 5].Within();
            Ray.Kill(actor);
            await Ray.TerminateAsync(actor).Within();

            Assert.Empty(lifecycle.Events);
        }
    }

    [Fact]
    public async Task Timeout_and_the_end_of_a_task()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 2);
        var options = new TaskOptions { Timeout = TimeSpan.FromTicks(2000), RetryOn = [typeof(RemoteTaskTimeoutException)], MaxRetries = 2 };
        for (int i = 0; i < Rounds; i++)
        {
            ObjectRef<int> racing = Nested.WhenAllRemote(5, options);
            Exception? error = await Record.ExceptionAsync(() => racing.Within());
            Assert.True(error is null or RemoteTaskTimeoutException, error?.ToString());
        }

        await cluster.AssertAllFreeAsync();
    }
}
