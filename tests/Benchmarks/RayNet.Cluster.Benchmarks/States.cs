using RayNet.Benchmarks;

namespace RayNet.Cluster.Benchmarks;

/// <summary>How long questions about tasks and actors take where there are very many.</summary>
internal static class States
{
    private const int Tasks = 1_000_000;
    private const int Rounds = 48;
    private const int RoundsThroughNode = 10;

    internal static async Task MeasureAsync(Settings settings)
    {
        bool hasWorkers = settings.Cluster == ClusterKind.Workers;
        int count = hasWorkers ? 40_000 : 100_000;
        string metric = FormattableString.Invariant($"state API with 1,000,000 tasks and {count:N0} actors");
        if (!settings.Wants($"{metric} p50") && !settings.Wants($"{metric} p99"))
        {
            return;
        }

        // The newest actor comes first, and the questions are about its class.
        ActorHandle<Inspector> inspector = Inspector.CreateRemote();
        ActorHandle<Adder>[] actors = [.. Enumerable.Range(0, count).Select(static _ => Adder.CreateRemote())];
        await Ray.WhenAll(actors.Select(static actor => actor.AddOne(1)).ToArray());
        var held = new HeldCpus();
        ObjectRef<int>[] tasks = [.. Enumerable.Range(0, Tasks).Select(static i => Work.AddOneRemote(i))];
        await StateQuestions.MeasureAsync(1, Tasks, count);
        Print(metric, await StateQuestions.MeasureAsync(Rounds, Tasks, count));
        if (hasWorkers)
        {
            Print($"{metric}, asked by a worker", await inspector.Measure(RoundsThroughNode, Tasks, count));
        }

        held.Release();
        await Ray.WhenAll(tasks);
        await held.EndAsync();
        await Ray.TerminateAsync(inspector);
        await Task.WhenAll(actors.Select(Ray.TerminateAsync));

        void Print(string of, double[] times)
        {
            settings.Print($"{of} p50", times[times.Length / 2], "ms");
            settings.Print($"{of} p99", times[(int)Math.Ceiling(times.Length * 0.99) - 1], "ms", Bound.Most(100));
        }
    }
}
