using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void A_task_and_an_actor()
    {
        GeneratorRun run = GeneratorRun.Start(Compilations.Create(
            """
            using RayNet;
            using System.Collections.Generic;
            using System.Threading;
            using System.Threading.Tasks;
            namespace N;
            public static class Arithmetic
            {
                [Remote] public static int Add(int x, int y = 5) => x + y;
                [Remote(NumGpus = 1, Resources = ["a=1"], TimeoutMilliseconds = 10)] public static async Task<double[]> Sum(double[] xs, [FromServices] System.IServiceProvider p, CancellationToken ct) => xs;
                [Remote(SplitReturns = true)] public static (int Q, int[] R) Div(int x, params int[] xs) => default;
                [Remote] public static async IAsyncEnumerable<List<int>> Rows(string? path) { yield return new(); }
            }
            [Actor(MaxRestarts = 3)]
            public sealed class Counter(int start)
            {
                private int _value = start;
                public int Increment() => ++_value;
                public Task Reset(List<int> handle, RayContext c) => Task.CompletedTask;
            }
            """));
        foreach (var source in run.Result.GeneratedSources)
        {
            TestContext.Current.TestOutputHelper!.WriteLine("==== " + source.HintName + "\n" + source.SourceText);
        }
        Assert.Empty(run.Diagnostics());
    }
}
