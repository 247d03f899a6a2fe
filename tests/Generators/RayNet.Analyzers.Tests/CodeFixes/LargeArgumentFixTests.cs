using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.Patterns;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class LargeArgumentFixTests
{
    [Fact]
    public Task Puts_before_loops_and_lambdas() => ExpectFix.AllAsync(
        "RN2009",
        "Put",
        PatternSource.Remote + """
        static class Program
        {
            static async Task RunAsync(int[] model, int[] other)
            {
                var all = new List<ObjectRef<int>>();

                // Each with the model.
                for (int i = 0; i < 9; i++)
                {
                    all.Add(Work.ScoreRemote(model, i));
                    all.Add(Work.ScoreRemote(model, i + model.Length));
                }

                Console.WriteLine(await Ray.WhenAll(all.Concat(Enumerable.Range(0, 9).Select(i => Work.ScoreRemote(other, i)))));
            }
        }
        """,
        PatternSource.Remote + """
        static class Program
        {
            static async Task RunAsync(int[] model, int[] other)
            {
                var all = new List<ObjectRef<int>>();

                // Each with the model.
                ObjectRef<int[]> modelReference = Ray.Put(model);
                for (int i = 0; i < 9; i++)
                {
                    all.Add(Work.ScoreRemote(modelReference, i));
                    all.Add(Work.ScoreRemote(modelReference, i + model.Length));
                }

                ObjectRef<int[]> otherReference = Ray.Put(other);
                Console.WriteLine(await Ray.WhenAll(all.Concat(Enumerable.Range(0, 9).Select(i => Work.ScoreRemote(otherReference, i)))));
            }
        }
        """);
}
