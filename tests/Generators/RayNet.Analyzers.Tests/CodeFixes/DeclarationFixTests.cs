using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class DeclarationFixTests
{
    [Fact]
    public Task RN1018_leaves_methods_out() => ExpectFix.AllAsync(
        "RN1018",
        "NotExposed",
        """
        [Expose]
        public static class Sums
        {
            [Remote]
            public static int Add(int a, int b) => a + b;

            /// <summary>Adds.</summary>
            [Remote]
            public static double Add(double a, double b) => a + b;

            [Remote] public static int Take(ObjectRef<int> value) => 1;
        }

        [Actor, Expose]
        public sealed class Counter
        {
            public int Value() => 1;

            /// <summary>Takes.</summary>
            public int Take(ObjectRef<int> value) => 1;
        }
        """,
        """
        [Expose]
        public static class Sums
        {
            [Remote]
            public static int Add(int a, int b) => a + b;

            /// <summary>Adds.</summary>
            [Remote, NotExposed]
            public static double Add(double a, double b) => a + b;

            [Remote, NotExposed] public static int Take(ObjectRef<int> value) => 1;
        }

        [Actor, Expose]
        public sealed class Counter
        {
            public int Value() => 1;

            /// <summary>Takes.</summary>
            [NotExposed]
            public int Take(ObjectRef<int> value) => 1;
        }
        """);

    [Fact]
    public Task RN1001_opens_all_members() => ExpectFix.AllAsync(
        "RN1001",
        "internal",
        """
        public static class Arithmetic
        {
            /// <summary>Adds.</summary>
            [Remote]
            private static int Add(int x, int y) => x + y;

            [Remote] static int Sub(int x, int y) => x - y;
        }
        """,
        """
        public static class Arithmetic
        {
            /// <summary>Adds.</summary>
            [Remote]
            internal static int Add(int x, int y) => x + y;

            [Remote] internal static int Sub(int x, int y) => x - y;
        }
        """);

    [Fact]
    public Task RN1001_opens_the_types_around() => ExpectFix.Async(
        "RN1001",
        "public",
        """
        public static class Outer
        {
            private static class Inner { [Remote] public static int Add(int x) => x; }
        }
        """,
        """
        public static class Outer
        {
            public static class Inner { [Remote] public static int Add(int x) => x; }
        }
        """);

    [Fact]
    public Task RN1001_opens_a_file_local_actor() => ExpectFix.Async(
        "RN1001",
        "internal",
        "[Actor] file sealed class Counter { public int Increment() => 1; }",
        "[Actor] internal sealed class Counter { public int Increment() => 1; }");

    [Fact]
    public Task RN1002_takes_all_by_value() => ExpectFix.AllAsync(
        "RN1002",
        "ByValue",
        """
        public static class Tasks
        {
            [Remote] public static int A(ref int x, in int y, ref readonly int z) => x + y + z;
        }
        """,
        """
        public static class Tasks
        {
            [Remote] public static int A(int x, int y, int z) => x + y + z;
        }
        """);

    [Fact]
    public Task RN1002_takes_memory_and_reads_its_span() => ExpectFix.Async(
        "RN1002",
        "Memory",
        """
        public static class Tasks
        {
            [Remote] public static double Sum(ReadOnlySpan<double> values)
            {
                double sum = 0;
                for (int i = 0; i < values.Length; i++) { sum += values[i]; }
                return sum + nameof(values).Length;
            }
        }
        """,
        """
        public static class Tasks
        {
            [Remote] public static double Sum(ReadOnlyMemory<double> values)
            {
                double sum = 0;
                for (int i = 0; i < values.Span.Length; i++) { sum += values.Span[i]; }
                return sum + nameof(values).Length;
            }
        }
        """);

    [Fact]
    public Task RN1002_takes_an_array() => ExpectFix.Async(
        "RN1002",
        "Array",
        "public static class Tasks { [Remote] public static int Count(Span<double> values) => values.Length; }",
        "public static class Tasks { [Remote] public static int Count(double[] values) => values.Length; }");

    [Fact]
    public Task RN1004_leaves_the_member_out() => ExpectFix.Async(
        "RN1004",
        "Exclude",
        """
        using MessagePack;

        public sealed class Order { public List<Line> Lines { get; set; } = []; }

        public sealed class Line
        {
            public int Count { get; set; }

            /// <summary>Called.</summary>
            public Action? Callback { get; set; }
        }

        public static class Orders { [Remote] public static int Count(Order order) => 1; }
        """,
        """
        using MessagePack;

        public sealed class Order { public List<Line> Lines { get; set; } = []; }

        public sealed class Line
        {
            public int Count { get; set; }

            /// <summary>Called.</summary>
            [IgnoreMember]
            public Action? Callback { get; set; }
        }

        public static class Orders { [Remote] public static int Count(Order order) => 1; }
        """);

    [Fact]
    public Task RN1004_finds_members_behind_unions_and_dictionaries() => ExpectFix.Async(
        "RN1004",
        "Exclude",
        """
        [MessagePack.Union(0, typeof(Circle))] public abstract class Shape;

        public sealed class Circle : Shape
        {
            public IDisposable? Brush { get; set; }
        }

        public static class Shapes { [Remote] public static int Count(Dictionary<string, Shape?[]> shapes) => 1; }
        """,
        """
        [MessagePack.Union(0, typeof(Circle))] public abstract class Shape;

        public sealed class Circle : Shape
        {
            [MessagePack.IgnoreMember]
            public IDisposable? Brush { get; set; }
        }

        public static class Shapes { [Remote] public static int Count(Dictionary<string, Shape?[]> shapes) => 1; }
        """);

    [Theory]
    [InlineData("public sealed record Line(int Count, Action Callback);")]
    [InlineData("public sealed class Line { public required Action Callback { get; set; } }")]
    public async Task RN1004_offers_nothing_where_the_member_is_needed(string type) =>
        Assert.Empty(await Fixes.TitlesAsync("RN1004", $"{type} public static class Orders {{ [Remote] public static int Count(Line line) => 1; }}"));

    [Fact]
    public Task RN1005_limits_the_depth() => ExpectFix.Async(
        "RN1005",
        "MaxDepth",
        """
        public sealed class Node
        {
            public List<Node> Children { get; set; } = [];
        }

        public static class Lists { [Remote] public static Task<Node> LoadAsync() => Task.FromResult(new Node()); }
        """,
        """
        [MaxDepth(64)]
        public sealed class Node
        {
            public List<Node> Children { get; set; } = [];
        }

        public static class Lists { [Remote] public static Task<Node> LoadAsync() => Task.FromResult(new Node()); }
        """);

    [Fact]
    public Task RN1008_writes_the_nearest_value_into_an_attribute() => ExpectFix.AllAsync(
        "RN1008",
        "Nearest",
        """
        public static class Tasks
        {
            [Remote(NumCpus = -1, MaxRetries = -2)] public static void A() { }
        }

        [Actor(MaxConcurrency = 0)] public sealed class Counter { public int Increment() => 1; }
        """,
        """
        public static class Tasks
        {
            [Remote(NumCpus = 0, MaxRetries = -1)] public static void A() { }
        }

        [Actor(MaxConcurrency = 1)] public sealed class Counter { public int Increment() => 1; }
        """);

    [Fact]
    public Task RN1009_declares_the_group() => ExpectFix.Async(
        "RN1009",
        "Declare",
        """
        /// <summary>Caches.</summary>
        [Actor]
        public sealed class Cache
        {
            [ActorMethod(ConcurrencyGroup = "io")] public int Load() => 1;
        }
        """,
        """
        /// <summary>Caches.</summary>
        [ConcurrencyGroup("io", 1)]
        [Actor]
        public sealed class Cache
        {
            [ActorMethod(ConcurrencyGroup = "io")] public int Load() => 1;
        }
        """);

    [Fact]
    public Task RN1009_corrects_the_limit() => ExpectFix.Async(
        "RN1009",
        "Limit",
        """
        [Actor, ConcurrencyGroup("io", 0)] public sealed class Cache { public int Load() => 1; }
        """,
        """
        [Actor, ConcurrencyGroup("io", 1)] public sealed class Cache { public int Load() => 1; }
        """);

    [Fact]
    public Task RN1010_returns_tasks() => ExpectFix.AllAsync(
        "RN1010",
        "Task",
        """
        public static class Tasks
        {
            [Remote] public static async void A() => await Task.Yield();
            [Remote] public static async void B() => await Task.Yield();
        }
        """,
        """
        public static class Tasks
        {
            [Remote] public static async Task A() => await Task.Yield();
            [Remote] public static async Task B() => await Task.Yield();
        }
        """);

    [Fact]
    public Task RN1013_removes_the_option() => ExpectFix.AllAsync(
        "RN1013",
        "Remove",
        """
        public static class Tasks
        {
            [Remote(SplitReturns = true)] public static int A() => 1;
            [Remote(NumCpus = 2, SplitReturns = true)] public static int B() => 1;
        }
        """,
        """
        public static class Tasks
        {
            [Remote] public static int A() => 1;
            [Remote(NumCpus = 2)] public static int B() => 1;
        }
        """);

    [Fact]
    public Task RN1015_implements_the_interface() => ExpectFix.Async(
        "RN1015",
        "Implement",
        """
        using Microsoft.Extensions.DependencyInjection;

        [RayStartup]
        public sealed class Startup
        {
        }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;

        [RayStartup]
        public sealed class Startup : IRayStartup
        {
            public void ConfigureServices(IServiceCollection services)
            {
            }
        }
        """);
}
