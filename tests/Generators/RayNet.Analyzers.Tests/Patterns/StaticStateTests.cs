using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class StaticStateTests
{
    [Fact]
    public Task Changes_by_remote_code_are_reported() => Expect.DiagnosticsAsync(
        """
        public static class Jobs
        {
            private static int s_done;
            private static readonly List<int> Seen = [];
            private static readonly Dictionary<int, int> Totals = [];
            public static string Last { get; set; } = "";

            [Remote] public static int A(int x) { {|RN2006:s_done++|}; return x; }
            [Remote] public static int B(int x) { {|RN2006:Seen.Add(x)|}; {|RN2006:Totals[x] = 1|}; return x; }
            [Remote] public static void C(string x) => {|RN2006:Last = x|};
            [Remote] public static int D() => Interlocked.Increment({|RN2006:ref s_done|});
            [Remote] public static int E(int x) { Action later = () => {|RN2006:s_done += x|}; later(); return x; }
        }

        [Actor] public sealed class Counter { public int Increment() => {|RN2006:++Shared.Value|}; }
        static class Shared { internal static int Value; }
        """);

    [Fact]
    public Task Reads_of_what_the_program_sets_are_reported() => Expect.DiagnosticsAsync(
        """
        public static class Settings { public static int Factor; public static string Name { get; set; } = ""; public static readonly int Fixed = 3; }
        public static class Jobs { [Remote] public static int Scale(int x) => x * {|RN2006:Settings.Factor|} * Settings.Fixed; }
        static class Program { static void Main2() { Settings.Factor = 3; Settings.Name = "x"; Console.WriteLine(Settings.Name); } }
        """,
        "Remote code reads the static 'Settings.Factor', of which every worker process has its own; pass the value as an argument, or keep it in an actor");

    [Fact]
    public Task Caches_and_constants_are_silent() => Expect.SilenceAsync(
        """
        using System.Collections.Concurrent;

        public static class Jobs
        {
            private const int Factor = 2;
            private static readonly int[] Table = [1, 2, 3];
            private static readonly Dictionary<int, int> Memo = [];
            private static readonly ConcurrentDictionary<int, int> Shared = new();
            private static readonly Lazy<string> Text = new(() => "x");
            private static string? s_model;
            private static string? s_other;
            private static int s_driver;
            private static int s_never = 3;
            [ThreadStatic] private static int s_depth;

            [Remote] public static int A(int x) => Table[x % 3] * Factor + s_never + Text.Value.Length;
            [Remote] public static int B(int x) { if (!Memo.TryGetValue(x, out int known)) { Memo[x] = known = x * x; } return known; }
            [Remote] public static int C(int x) { Shared[x] = 1; return Shared.GetOrAdd(x, 2); }
            [Remote] public static string D() => s_model ??= "loaded";
            [Remote] public static string E() { if (s_other is null) { s_other = "loaded"; } return s_other; }
            [Remote] public static int F(int x) { s_depth++; return x; }
            public static void Driver() { s_driver++; Console.WriteLine(s_driver); }
        }

        [Actor] public sealed class Counter { private int _value; public int Increment() => ++_value; }
        """);
}
