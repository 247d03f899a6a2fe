using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.Patterns;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class SubmitLoopFixTests
{
    [Fact]
    public Task Collects_and_takes_the_results_of_all() => ExpectFix.AllAsync(
        "RN2002",
        "Collect",
        PatternSource.Remote + """
        static class Program
        {
            static async Task RunAsync(int[] inputs)
            {
                int sum = 0;

                // All of them.
                foreach (int x in inputs)
                {
                    int y = x + 1;
                    sum += await Work.SquareRemote(y);
                }

                for (int i = 0; i < 10; i++)
                {
                    await Work.SaveRemote(i);
                }

                Console.WriteLine(sum);
            }

            static void Run(int[] inputs)
            {
                foreach (int x in inputs)
                {
                    int square = Ray.Get(Work.SquareRemote(x));
                    Console.WriteLine(square);
                }
            }
        }
        """,
        PatternSource.Remote + """
        static class Program
        {
            static async Task RunAsync(int[] inputs)
            {
                int sum = 0;

                // All of them.
                var references = new System.Collections.Generic.List<ObjectRef<int>>();
                foreach (int x in inputs)
                {
                    int y = x + 1;
                    references.Add(Work.SquareRemote(y));
                }

                foreach (var result in await Ray.WhenAll(references))
                {
                    sum += result;
                }

                var references2 = new System.Collections.Generic.List<ObjectRef>();
                for (int i = 0; i < 10; i++)
                {
                    references2.Add(Work.SaveRemote(i));
                }

                await Ray.WhenAll(references2);

                Console.WriteLine(sum);
            }

            static void Run(int[] inputs)
            {
                var references = new System.Collections.Generic.List<ObjectRef<int>>();
                foreach (int x in inputs)
                {
                    references.Add(Work.SquareRemote(x));
                }

                foreach (var square in Ray.Get(references))
                {
                    Console.WriteLine(square);
                }
            }
        }
        """);

    [Fact]
    public async Task Offers_nothing_where_the_rest_needs_the_loop() => Assert.Empty(await Fixes.TitlesAsync(
        "RN2002",
        PatternSource.Async("foreach (int x in inputs) { int r = await Work.SquareRemote(x); Console.WriteLine(x + r); }")));
}
