namespace RayNet.Runtime.Tests.Stress;

/// <summary>Random graphs of tasks and actor calls with failures, cancellations and restarts: every reference ends with the right value or a precise error.</summary>
public sealed class RandomGraphTests(ITestOutputHelper output)
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6, 7, 8, Environment.TickCount, Environment.TickCount + 1];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_ref_has_the_right_value_or_a_precise_error(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using TestCluster cluster = TestCluster.Start(cpus: random.Next(1, 6));
        ActorHandle<Adder>[] adders = [.. Enumerable.Range(0, 3).Select(_ => Adder.CreateRemote(new ActorOptions { MaxTaskRetries = random.Next(2) * -1, MaxConcurrency = random.Next(1, 4) }))];
        var graph = new RandomGraph(random, adders);

        for (int i = 0; i < 500; i++)
        {
            graph.AddNode();
            if (random.Next(25) == 0)
            {
                graph.CancelOne(force: random.Next(3) == 0);
            }

            if (random.Next(100) == 0)
            {
                Ray.Kill(adders[random.Next(adders.Length)], noRestart: false);
            }
        }

        graph.CancelWaiting();
        await graph.AssertAllAsync();
        await cluster.AssertAllFreeAsync();
        GC.KeepAlive(adders);
    }

    [Fact]
    public async Task Many_drivers_at_once()
    {
        await using TestCluster cluster = TestCluster.Start(cpus: 3);
        ActorHandle<Adder>[] adders = [Adder.CreateRemote(), Adder.CreateRemote(new ActorOptions { MaxConcurrency = 8 })];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(driver => Task.Run(async () =>
        {
            var graph = new RandomGraph(new Random(driver), adders);
            for (int i = 0; i < 200; i++)
            {
                graph.AddNode();
            }

            graph.CancelWaiting();
            await graph.AssertAllAsync();
        }))).Within();

        await cluster.AssertAllFreeAsync();
        GC.KeepAlive(adders);
    }
}
