using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.References;

public sealed class DiscardedReferenceTests
{
    internal const string Declarations = """
        [Actor]
        public sealed class Counter(int start)
        {
            public int Increment() => ++start;
            public void Reset() => start = 0;
        }

        public static class Arithmetic
        {
            [Remote] public static int Add(int x, int y) => x + y;
            [Remote] public static async IAsyncEnumerable<int> Rows() { await Task.Yield(); yield return 1; }
            [Remote(SplitReturns = true)] public static (int Quotient, int Remainder) Divide(int x, int y) => (x / y, x % y);
        }

        """;

    [Fact]
    public Task Dropped_calls_are_reported() => Expect.DiagnosticsAsync(
        Declarations + """
        static class Program
        {
            static void Run(ActorHandle<Counter> counter, ActorHandle<Counter>? maybe)
            {
                {|RN2001:Arithmetic.AddRemote(1, 2)|};
                {|RN2001:Arithmetic.RowsRemote()|};
                {|RN2001:Arithmetic.DivideRemote(7, 2)|};
                {|RN2001:counter.Increment()|};
                maybe?{|RN2001:.Reset()|};
            }
        }
        """,
        Message("Arithmetic.AddRemote"),
        Message("Arithmetic.RowsRemote"),
        Message("Arithmetic.DivideRemote"),
        Message("ActorHandle<Counter>.Increment"),
        Message("ActorHandle<Counter>.Reset"));

    [Fact]
    public Task Bodies_that_return_nothing_drop_too() => Expect.DiagnosticsAsync(
        Declarations + """
        static class Program
        {
            static void Reset(ActorHandle<Counter> counter) => {|RN2001:counter.Reset()|};

            static void All(List<ActorHandle<Counter>> counters)
            {
                counters.ForEach(counter => {|RN2001:counter.Reset()|});
                for (int i = 0; i < 3; {|RN2001:counters[i].Increment()|}) { i++; }
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_count() => Expect.DiagnosticsAsync(
        """
        {|RN2001:Arithmetic.AddRemote(1, 2)|};

        """ + Declarations);

    [Fact]
    public async Task The_compiler_does_not_say_it_again()
    {
        Compilation compilation = Generated.AddTo(Compilations.Create(Declarations + """
            static class Program
            {
                static async Task RunAsync(ActorHandle<Counter> counter)
                {
                    Arithmetic.AddRemote(1, 2);
                    counter.Reset();
                    Task.Run(() => 1);
                    await Task.Yield();
                }
            }
            """));
        var all = await Analysis.WithCompilerAsync(compilation);
        Assert.Equal(["RN2001", "RN2001", "CS4014"], all.Select(diagnostic => diagnostic.Id).Where(id => id is "RN2001" or "CS4014"));
    }

    [Fact]
    public Task Used_and_deliberately_dropped_references_are_silent() => Expect.SilenceAsync(
        Declarations + """
        static class Program
        {
            static async Task<int> RunAsync(ActorHandle<Counter> counter)
            {
                _ = Arithmetic.AddRemote(1, 2);
                await counter.Reset();
                ObjectRef<int> kept = counter.Increment();
                (ObjectRef<int> quotient, _) = Arithmetic.DivideRemote(7, 2);
                await foreach (int row in Arithmetic.RowsRemote()) { await counter.Reset(); }
                return await kept + await quotient + await Arithmetic.AddRemote(kept, 1);
            }

            static ObjectRef Return(ActorHandle<Counter> counter) => counter.Reset();
        }
        """);

    [Fact]
    public Task Methods_that_no_generator_made_are_silent() => Expect.SilenceAsync(
        Declarations + """
        static class Program
        {
            private static readonly List<ObjectRef> Kept = [];

            static void Run(ActorHandle<Counter> counter)
            {
                Keep(counter.Reset());
            }

            static ObjectRef Keep(ObjectRef reference)
            {
                Kept.Add(reference);
                return reference;
            }
        }
        """);

    [Fact]
    public Task A_pragma_suppresses() => Expect.SilenceAsync(
        Declarations + """
        static class Program
        {
            static void Run()
            {
        #pragma warning disable RN2001
                Arithmetic.AddRemote(1, 2);
        #pragma warning restore RN2001
            }
        }
        """);

    private static string Message(string call) =>
        $"The reference that '{call}' returns is dropped, and with it the error of the call; await it, keep it, or write '_ =' before the call when nobody needs to know";
}
