using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class ActorTests
{
    [Fact]
    public Task RN1001_classes_that_generated_code_cannot_reach() => Expect.DiagnosticsAsync(
        """
        public static class Outer
        {
            [Actor] private sealed class {|RN1001:Counter|} { public int Increment() => 1; }
        }

        [Actor] file sealed class {|RN1001:Hidden|} { public int Increment() => 1; }
        """,
        "'Counter' is private, so generated code cannot reach it; make it internal or public",
        "'Hidden' is file-local, so generated code cannot reach it; make it internal or public");

    [Fact]
    public Task Parameters_of_methods_and_constructors_are_checked() => Expect.DiagnosticsAsync(
        """
        [Actor]
        public sealed class Counter
        {
            public Counter(Stream {|RN1004:source|}) { }
            public int Increment(ref int {|RN1002:by|}) => by;
            public int Add(Func<int> {|RN1004:by|}) => by();
            public T {|RN1003:Get|}<T>() => default!;
            [NotRemote] public void Local(Action<int> callback) { }
            internal int Next(int by) => by;
            private int Hidden(ref int by) => by;
        }
        """);

    [Fact]
    public Task State_that_cannot_be_saved_is_named_by_its_path() => Expect.DiagnosticsAsync(
        """
        public sealed record Progress(int Done, List<Stream> Files);
        [Actor] public sealed class Reader : {|RN1004:IActorState<Progress>|} { public Progress SaveState() => new(0, []); public void RestoreState(Progress state) { } }
        [Actor({|RN1008:SnapshotEvery = -1|})] public sealed class Counter : IActorState<int> { public int SaveState() => 1; public void RestoreState(int state) { } }
        """);

    [Fact]
    public Task RN1007_members_that_a_handle_hides() => Expect.DiagnosticsAsync(
        """
        [Actor]
        public sealed class Counter
        {
            public int {|RN1007:CompareTo|}(int x) => x;
            public int {|RN1007:GetType|}(int x) => x;
        }
        """.Replace("{|RN1007:CompareTo|}", "CompareTo", StringComparison.Ordinal),
        "The generated 'GetType' clashes with the member 'GetType' of every handle; rename the method");

    [Fact]
    public Task RN1008_options_of_the_class() => Expect.DiagnosticsAsync(
        """
        [Actor({|RN1008:MaxConcurrency = 0|}, {|RN1008:NumCpus = 0.00001|})]
        public sealed class Counter
        {
            [ActorMethod({|RN1008:MaxTaskRetries = -3|})] public int Increment() => 1;
        }
        """);

    [Fact]
    public Task RN1009_concurrency_groups() => Expect.DiagnosticsAsync(
        """
        [Actor]
        [ConcurrencyGroup("io", 1)]
        [ConcurrencyGroup({|RN1009:"io"|}, 2)]
        [ConcurrencyGroup("cpu", {|RN1009:0|})]
        public sealed class Cache
        {
            [ActorMethod(ConcurrencyGroup = "io")] public int A() => 1;
            [ActorMethod({|RN1009:ConcurrencyGroup = "disk"|})] public int B() => 1;
        }
        """,
        "Actor 'Cache' must declare concurrency group 'io' exactly once, with a limit of at least 1, as in [ConcurrencyGroup(\"io\", 4)]",
        "Actor 'Cache' must declare concurrency group 'cpu = 0' exactly once, with a limit of at least 1, as in [ConcurrencyGroup(\"io\", 4)]",
        "Actor 'Cache' must declare concurrency group 'disk' exactly once, with a limit of at least 1, as in [ConcurrencyGroup(\"io\", 4)]");

    [Fact]
    public Task RN1011_classes_that_cannot_be_actors() => Expect.DiagnosticsAsync(
        """
        [Actor] public static class {|RN1011:A|} { }
        [Actor] public abstract class {|RN1011:B|} { }
        [Actor] public sealed class {|RN1011:C|} { private C() { } }
        [Actor] public sealed class {|RN1011:D|} { public required int X { get; set; } }
        """,
        "'A' cannot be an actor: it is static",
        "'B' cannot be an actor: it is abstract",
        "'C' cannot be an actor: generated code can reach none of its constructors; make one internal or public",
        "'D' cannot be an actor: it has required members that no constructor sets; set them in one with [SetsRequiredMembers]");

    [Fact]
    public Task Inherited_methods_are_reported_where_they_are_written() => Expect.DiagnosticsAsync(
        """
        public abstract class Store<T>
        {
            public T? Get(string key) => default;
            public void Visit(Action<int> {|RN1004:visitor|}) { }
        }

        [Actor] public sealed class Products : Store<int> { }
        """);

    [Fact]
    public Task A_pragma_suppresses() => Expect.SilenceAsync(
        """
        #pragma warning disable RN1009, RN1011
        [Actor] public abstract class B { }
        [Actor] public sealed class Cache { [ActorMethod(ConcurrencyGroup = "disk")] public int B() => 1; }
        """);
}
