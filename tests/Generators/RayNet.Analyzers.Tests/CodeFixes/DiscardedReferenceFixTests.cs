using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.References;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class DiscardedReferenceFixTests
{
    [Fact]
    public Task Awaits_in_an_async_method() => ExpectFix.Async(
        "RN2001",
        "Await",
        DiscardedReferenceTests.Declarations + """
        static class Program
        {
            static async Task RunAsync(ActorHandle<Counter> counter)
            {
                // Start over.
                counter.Reset(); // now
                await Task.Yield();
            }
        }
        """,
        DiscardedReferenceTests.Declarations + """
        static class Program
        {
            static async Task RunAsync(ActorHandle<Counter> counter)
            {
                // Start over.
                await counter.Reset(); // now
                await Task.Yield();
            }
        }
        """);

    [Fact]
    public Task Discards_all() => ExpectFix.AllAsync(
        "RN2001",
        "Discard",
        DiscardedReferenceTests.Declarations + """
        static class Program
        {
            static void Run(ActorHandle<Counter> counter, ActorHandle<Counter>? maybe)
            {
                counter.Reset();
                maybe?.Reset();
                Arithmetic.DivideRemote(7, 2);
            }

            static void Reset(ActorHandle<Counter> counter) => counter.Reset();
        }
        """,
        DiscardedReferenceTests.Declarations + """
        static class Program
        {
            static void Run(ActorHandle<Counter> counter, ActorHandle<Counter>? maybe)
            {
                _ = counter.Reset();
                _ = maybe?.Reset();
                _ = Arithmetic.DivideRemote(7, 2);
            }

            static void Reset(ActorHandle<Counter> counter) => _ = counter.Reset();
        }
        """);

    [Theory]
    [InlineData("static void Run(ActorHandle<Counter> counter) { counter.Reset(); }")]
    [InlineData("static async Task RunAsync() { Arithmetic.DivideRemote(7, 2); await Task.Yield(); }")]
    [InlineData("static async Task RunAsync() { Arithmetic.RowsRemote(); await Task.Yield(); }")]
    [InlineData("static async Task RunAsync(ActorHandle<Counter> counter) { void Local() { counter.Reset(); } Local(); await Task.Yield(); }")]
    [InlineData("static async Task RunAsync(ActorHandle<Counter>? maybe) { maybe?.Reset(); await Task.Yield(); }")]
    public async Task Offers_no_await_where_it_does_not_compile(string method)
    {
        IReadOnlyList<string> titles = await Fixes.TitlesAsync("RN2001", DiscardedReferenceTests.Declarations + $"static class Program {{ {method} }}");
        Assert.Equal(["Drop the reference on purpose"], titles);
    }

    [Fact]
    public Task Awaits_at_top_level() => ExpectFix.Async(
        "RN2001",
        "Await",
        "Arithmetic.AddRemote(1, 2);\n" + DiscardedReferenceTests.Declarations,
        "await Arithmetic.AddRemote(1, 2);\n" + DiscardedReferenceTests.Declarations);
}
