using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.CodeFixes;

/// <summary>Several diagnostics whose fixes touch the same declaration.</summary>
public sealed class FixAllTests
{
    [Fact]
    public Task RN1002_takes_memory_everywhere() => ExpectFix.AllAsync(
        "RN1002",
        "Memory",
        """
        public static class Tasks
        {
            [Remote] public static int A(ReadOnlySpan<int> x, Span<byte> y) => x.Length + y.Length;
            [Remote] public static int B(ReadOnlySpan<int> x) => x[0];
        }
        """,
        """
        public static class Tasks
        {
            [Remote] public static int A(ReadOnlyMemory<int> x, Memory<byte> y) => x.Span.Length + y.Span.Length;
            [Remote] public static int B(ReadOnlyMemory<int> x) => x.Span[0];
        }
        """);

    [Fact]
    public Task RN1004_leaves_two_members_out() => ExpectFix.AllAsync(
        "RN1004",
        "Exclude",
        """
        public sealed class Line
        {
            public Action? Before { get; set; }
            public Func<int>? After { get; set; }
        }

        public static class Orders { [Remote] public static int Count(Line line) => 1; }
        """,
        """
        public sealed class Line
        {
            [MessagePack.IgnoreMember]
            public Action? Before { get; set; }
            [MessagePack.IgnoreMember]
            public Func<int>? After { get; set; }
        }

        public static class Orders { [Remote] public static int Count(Line line) => 1; }
        """);

    [Fact]
    public Task RN1005_limits_a_type_once_and_another_too() => ExpectFix.AllAsync(
        "RN1005",
        "MaxDepth",
        """
        public sealed class Node { public Node? Next { get; set; } }

        public sealed class Tree { public List<Tree> Children { get; set; } = []; }

        public static class Lists
        {
            [Remote] public static int Sum(Node list) => 1;
            [Remote] public static Node Copy(Node list) => list;
            [Remote] public static int Depth(Tree tree) => 1;
        }
        """,
        """
        [MaxDepth(64)]
        public sealed class Node { public Node? Next { get; set; } }

        [MaxDepth(64)]
        public sealed class Tree { public List<Tree> Children { get; set; } = []; }

        public static class Lists
        {
            [Remote] public static int Sum(Node list) => 1;
            [Remote] public static Node Copy(Node list) => list;
            [Remote] public static int Depth(Tree tree) => 1;
        }
        """);

    [Fact]
    public Task RN1009_declares_a_group_for_two_methods() => ExpectFix.AllAsync(
        "RN1009",
        "Declare",
        """
        [Actor]
        public sealed class Cache
        {
            [ActorMethod(ConcurrencyGroup = "io")] public int Load() => 1;
            [ActorMethod(ConcurrencyGroup = "io")] public int Save() => 1;
        }

        [Actor]
        public sealed class Disk
        {
            [ActorMethod(ConcurrencyGroup = "disk")] public int Load() => 1;
        }
        """,
        """
        [ConcurrencyGroup("io", 1)]
        [Actor]
        public sealed class Cache
        {
            [ActorMethod(ConcurrencyGroup = "io")] public int Load() => 1;
            [ActorMethod(ConcurrencyGroup = "io")] public int Save() => 1;
        }

        [ConcurrencyGroup("disk", 1)]
        [Actor]
        public sealed class Disk
        {
            [ActorMethod(ConcurrencyGroup = "disk")] public int Load() => 1;
        }
        """);

    [Fact]
    public Task RN1008_names_two_actors() => ExpectFix.AllAsync(
        "RN1008",
        "Name",
        """
        static class Program
        {
            static void Run()
            {
                _ = Counter.CreateRemote(new ActorOptions { GetIfExists = true });
                _ = Counter.CreateRemote(options: new() { Lifetime = ActorLifetime.Detached });
            }
        }

        [Actor] public sealed class Counter { public int Increment() => 1; }
        """,
        """
        static class Program
        {
            static void Run()
            {
                _ = Counter.CreateRemote(new ActorOptions { Name = nameof(Counter), GetIfExists = true });
                _ = Counter.CreateRemote(options: new() { Name = nameof(Counter), Lifetime = ActorLifetime.Detached });
            }
        }

        [Actor] public sealed class Counter { public int Increment() => 1; }
        """);

    [Fact]
    public Task RN2001_awaits_all() => ExpectFix.AllAsync(
        "RN2001",
        "Await",
        """
        static class Program
        {
            static async Task RunAsync()
            {
                Tasks.ARemote();
                Func<Task> run = async () => { Tasks.ARemote(); await Task.Yield(); };
                await run();
            }
        }

        public static class Tasks { [Remote] public static void A() { } }
        """,
        """
        static class Program
        {
            static async Task RunAsync()
            {
                await Tasks.ARemote();
                Func<Task> run = async () => { await Tasks.ARemote(); await Task.Yield(); };
                await run();
            }
        }

        public static class Tasks { [Remote] public static void A() { } }
        """);
}
