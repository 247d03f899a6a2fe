using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.Patterns;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class WaitFixTests
{
    [Fact]
    public Task RN2003_passes_references() => ExpectFix.AllAsync(
        "RN2003",
        "Pass",
        PatternSource.Async("""
                int a = await Work.SquareRemote(2);
                var b = await Ray.GetAsync(Work.SquareRemote(3));
                int c = await reference.ConfigureAwait(false);
                Console.WriteLine(await Work.AddRemote(a, b) + await Work.AddRemote(c, await counter.Increment()));
            """),
        PatternSource.Async("""
                ObjectRef<int> a = Work.SquareRemote(2);
                var b = Work.SquareRemote(3);
                ObjectRef<int> c = reference;
                Console.WriteLine(await Work.AddRemote(a, b) + await Work.AddRemote(c, counter.Increment()));
            """));

    [Fact]
    public Task RN2004_awaits() => ExpectFix.AllAsync(
        "RN2004",
        "Await",
        PatternSource.Async("""
                Console.WriteLine(Ray.Get(reference));
                int[] all = Ray.Get(new[] { reference }, TimeSpan.FromSeconds(1));
                string text = reference.AsTask().Result.ToString() + all.Length;
                reference.AsTask().Wait();
                Console.WriteLine(text + reference.ConfigureAwait(false).GetAwaiter().GetResult());
            """),
        PatternSource.Async("""
                Console.WriteLine(await reference);
                int[] all = await Ray.GetAsync(new[] { reference }, TimeSpan.FromSeconds(1));
                string text = (await reference.AsTask()).ToString() + all.Length;
                await reference.AsTask();
                Console.WriteLine(text + await reference.ConfigureAwait(false));
            """));

    [Fact]
    public async Task RN2004_offers_nothing_in_a_synchronous_method() => Assert.Empty(await Fixes.TitlesAsync(
        "RN2004",
        PatternSource.Remote + "[Actor] public sealed class Reader { public int Read() => Ray.Get(Work.SquareRemote(1)); }"));
}
