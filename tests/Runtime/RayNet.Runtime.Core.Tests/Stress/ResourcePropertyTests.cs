namespace RayNet.Runtime.Tests.Stress;

/// <summary>Random demands: what is held at once never exceeds the node, and at the end all is free.</summary>
public sealed class ResourcePropertyTests(ITestOutputHelper output)
{
    private const int Capacity = 10;

    public static TheoryData<int> Seeds => [1, 2, 3, 4, Environment.TickCount];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_tasks_and_actors_never_hold_more_than_there_is(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using TestCluster cluster = TestCluster.Start(cpus: random.Next(1, 5), configure: options => options.Resources["tokens"] = Capacity * 0.1);
        int meter = cluster.Gate().Id;
        Meter held = Chaos.Meters[meter] = new Meter();
        var calls = new List<ObjectRef>();
        var actors = new List<ActorHandle>();

        for (int i = 0; i < 600; i++)
        {
            int units = random.Next(0, Capacity + 1);
            var options = new TaskOptions { Resources = new Dictionary<string, double> { ["tokens"] = units * 0.1 } };
            switch (random.Next(8))
            {
                case 0 or 1:
                    calls.Add(Chaos.HoldRemote(meter, units, options));
                    break;
                case 2 or 3:
                    calls.Add(Chaos.HoldAsyncRemote(meter, units, options));
                    break;
                case 4:
                    calls.Add(Chaos.HoldAndGetRemote(meter, units, random.Next(4), options));
                    break;
                case 5:
                    calls.Add(Chaos.HoldAndAwaitRemote(meter, units, random.Next(4), options));
                    break;
                case 6 when random.Next(4) == 0:
                    ActorHandle<Adder> actor = Adder.CreateRemote(new ActorOptions { NumCpus = 0.25, Resources = new Dictionary<string, double> { ["tokens"] = 0.1 } });
                    calls.Add(actor.Add(1, 2));
                    if (actors.Count >= 2)
                    {
                        Ray.Kill(actors[0]);
                        actors.RemoveAt(0);
                    }

                    actors.Add(actor);
                    break;
                default:
                    if (calls.Count > 0)
                    {
                        Ray.Cancel(calls[random.Next(calls.Count)], force: random.Next(4) == 0 && held.Held < 0);
                    }

                    break;
            }
        }

        foreach (ActorHandle actor in actors)
        {
            await Ray.TerminateAsync(actor).Within();
        }

        await Ray.WaitAsync(calls, calls.Count).Within();
        Assert.InRange(held.Most, 0, Capacity);
        Assert.Equal(0, held.Held);
        Assert.All(await Failures(calls), error => Assert.True(error is RemoteTaskCanceledException or ActorDiedException, error.ToString()));
        await cluster.AssertAllFreeAsync();
    }

    private static async Task<List<Exception>> Failures(IEnumerable<ObjectRef> calls)
    {
        var failures = new List<Exception>();
        foreach (ObjectRef call in calls)
        {
            if (await Record.ExceptionAsync(() => call.Within()) is { } failure)
            {
                failures.Add(failure);
            }
        }

        return failures;
    }
}
