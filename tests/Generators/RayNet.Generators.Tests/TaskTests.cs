using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What is generated for tasks, shape by shape.</summary>
public sealed class TaskTests
{
    [Fact]
    public void Static_task() => Verify("[Remote] public static int Add(int x, int y = 5) => x + y;");

    [Fact]
    public void Without_parameters() => Verify("[Remote] public static string Name() => \"\";");

    [Fact]
    public void Void() => Verify("[Remote] public static void Log(string text) { }");

    [Fact]
    public void Asynchronous_returns() => Verify(
        """
        [Remote] public static Task Plain() => Task.CompletedTask;
        [Remote] public static ValueTask Light(int x) => default;
        [Remote] public static async Task<int?> Number(int x) { await Task.Yield(); return x; }
        [Remote] public static ValueTask<string?> Text(string? x) => new(x);
        """);

    [Fact]
    public void Streams() => Verify(
        """
        [Remote(StreamBufferSize = 8)] public static async IAsyncEnumerable<string> Rows(string path) { await Task.Yield(); yield return path; }
        [Remote] public static async IAsyncEnumerable<int[]> Arrays() { await Task.Yield(); yield return [1]; }
        """);

    [Fact]
    public void Split_returns() => Verify(
        """
        [Remote(SplitReturns = true)] public static (int Quotient, int Remainder) Divide(int x, int y) => (x / y, x % y);
        [Remote(SplitReturns = true)] public static async Task<(int, int[] @class)> Later(CancellationToken call) { await Task.Yield(); return (1, [2]); }
        [Remote] public static (int Quotient, string? Text) Whole() => default;
        """);

    [Fact]
    public void Mutable_arguments_and_results_are_copied() => Verify("[Remote] public static List<int> Sort(List<int> items, double[]? weights = null) => items;");

    [Fact]
    public void Supplied_parameters() => Verify(
        "[Remote] public static int Run(CancellationToken token, int x, RayContext context, [FromServices] IServiceProvider services, [FromServices] IServiceProvider? maybe = null) => x;");

    [Fact]
    public void References_are_passed_as_they_are() => Verify(
        """
        [Remote] public static int Only(ObjectRef<int> number, ObjectRef done, ActorHandle<string>? handle = null) => 1;
        [Remote] public static int Mixed(ObjectRef<int> number, int x) => 1;
        """);

    [Fact]
    public void Params() => Verify(
        """
        [Remote] public static int Sum(params int[] numbers) => 0;
        [Remote] public static int Join(string separator, int times = 1, params IReadOnlyList<string> parts) => 0;
        """);

    [Fact]
    public void Overloads() => Verify(
        """
        [Remote] public static int Price(int x) => x;
        [Remote] public static int Price(int x, int y = 5) => x;
        [Remote] public static double Price(double x, CancellationToken token = default) => x;
        """);

    [Fact]
    public void Default_values() => Verify(
        """
        public enum Color { Red = -1, Green = 2 }
        public const string Constant = "a\"\n";
        [Remote] public static int Defaults(
            bool b = true, char c = '\'', string s = Constant, string? n = null, string forced = null!, float f = float.NaN, float e = 1e-7f,
            double d = -0.0, double i = double.NegativeInfinity, decimal m = 1.50m, long l = long.MinValue, ulong u = ulong.MaxValue, uint w = 3,
            int min = int.MinValue, byte by = 7, sbyte sb = -7, short sh = -1, Color color = Color.Red, Color? maybe = Color.Green, Color? none = null,
            Guid guid = default, DateTime? date = null, byte? small = 3, int? number = 4) => 1;
        """);

    [Fact]
    public void Parameter_names_that_meet_ours() => Verify(
        """
        [Remote] public static int Meet(int options, int taskOptions, int frame, int @class, int _frame, int call, int Method, CancellationToken rayOptions) => 1;
        [Remote(SplitReturns = true)] public static (int Item1, int tuple) Parts(int call, int remoteCall, int tuple) => default;
        """);

    [Fact]
    public void Options() => Verify(
        """
        public sealed class Flaky : Exception { }
        [Remote(NumCpus = 0.5, NumGpus = 1, Memory = 1024, Resources = ["licenses=1", "disk=0.25"], MaxRetries = -1, RetryOn = [typeof(Flaky), typeof(System.IO.IOException)], TimeoutMilliseconds = 1500, Id = "price-v1")]
        public static int Price(int x) => x;
        [Remote(TimeoutMilliseconds = 0, MaxRetries = 0)] public static int Zero() => 0;
        """);

    [Fact]
    public void Obsolete_and_experimental() => Verify(
        """
        [Remote, Obsolete("Use \"Other\".", true)] public static int Old(int x) => x;
        [Remote, Obsolete] public static int Older(int x) => x;
        [Remote, System.Diagnostics.CodeAnalysis.Experimental("EXP1", UrlFormat = "https://example.org/{0}")] public static int New(int x) => x;
        """);

    [Fact]
    public void Caller_information() => Verify(
        "[Remote] public static string Who([System.Runtime.CompilerServices.CallerMemberName] string member = \"\", [System.Runtime.CompilerServices.CallerLineNumber] int line = 0) => member;");

    [Fact]
    public void Accessibility_mix() => Verify(
        """
        [Remote] internal static int Inside(Hidden hidden) => 1;
        [Remote] public static int Outside(int x) => 1;
        [Remote] protected internal static int Both(int x) => 1;
        internal sealed record Hidden(int X);
        """,
        "public class Tasks");

    [Fact]
    public void Instance_tasks()
    {
        GeneratorRun run = GeneratorHarness.Run(
            Usings + """
            namespace N;
            public interface IMarket { double Rate { get; } }
            public sealed class Pricer(IMarket market, RayContext context, IMarket? backup = null, int digits = 2)
            {
                [Remote] public double Price(double amount) => amount * market.Rate * context.Attempt * (backup?.Rate ?? 1) * digits;
                [Remote] public Task<double> PriceAsync(double amount) => Task.FromResult(amount);
                [Remote] public void Warm() { }
                [Remote] public async IAsyncEnumerable<int> Rows() { await Task.Yield(); yield return 1; }
            }
            public sealed class Scoped : IDisposable
            {
                [Remote] public double Price(List<int> amounts) => 1;
                [Remote] public Task Later() => Task.CompletedTask;
                [Remote] public ValueTask<int> Sooner() => new(1);
                [Remote] public void Warm() { }
                [Remote] public async IAsyncEnumerable<int> Rows() { await Task.Yield(); yield return 1; }
                void IDisposable.Dispose() { }
            }
            public sealed class AsyncScoped : IAsyncDisposable, IDisposable
            {
                [Remote] public double Price(double amount) => 1;
                [Remote] public Task Later() => Task.CompletedTask;
                [Remote] public ValueTask<int> Sooner() => new(1);
                [Remote] public void Warm() { }
                [Remote] public async IAsyncEnumerable<int> Rows() { await Task.Yield(); yield return 1; }
                public ValueTask DisposeAsync() => default;
                void IDisposable.Dispose() { }
            }
            """);
        Snapshot.Verify(run, "N.");
    }

    [Fact]
    public void Places()
    {
        GeneratorRun run = GeneratorHarness.Run(
            Usings + """
            public static class Global { [Remote] public static int F(Nested.@struct x) => 1; }
            public static class Nested
            {
                public struct @struct { [Remote] public static int @class(int @int) => 1; }
                internal sealed record Rec(int X) { [Remote] public static Rec Make() => new(1); }
            }
            namespace @namespace.Ünïcode
            {
                public static partial class Größe
                {
                    [Remote] public static partial int Zähle(int größe);
                    public static partial int Zähle(int größe) => größe;
                }
                public static partial class Größe { [Remote] public static int Ändere(int ß) => ß; }
            }
            """);
        Snapshot.Verify(run, ".g.cs");
    }

    private const string Usings = "using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using RayNet;\n";

    private static void Verify(string members, string declaration = "public static class Tasks", [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        GeneratorRun run = GeneratorHarness.Run($"{Usings}namespace N;\n/// <summary>Tasks.</summary>\n{declaration}\n{{\n{members}\n}}\n");
        Snapshot.Verify(run, "N.Tasks.", test: test);
    }
}
