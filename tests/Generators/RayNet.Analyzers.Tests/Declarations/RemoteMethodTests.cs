using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class RemoteMethodTests
{
    [Theory]
    [InlineData("private static int", "private")]
    [InlineData("static int", "private")]
    [InlineData("protected static int", "protected")]
    [InlineData("private protected static int", "private protected")]
    public Task RN1001_methods_that_generated_code_cannot_reach(string modifiers, string accessibility) => Expect.DiagnosticsAsync(
        $$"""
        public class Arithmetic
        {
            [Remote] {{modifiers}} {|RN1001:Add|}(int x) => x;
        }
        """,
        $"'Add' is {accessibility}, so generated code cannot reach it; make it internal or public");

    [Fact]
    public Task RN1001_types_around_a_method_count() => Expect.DiagnosticsAsync(
        """
        file static class Hidden { [Remote] public static int {|RN1001:Add|}(int x) => x; }

        public static class Outer
        {
            private static class Inner { [Remote] public static int {|RN1001:Add|}(int x) => x; }
            internal static class Open { [Remote] internal static int Add(int x) => x; }
        }
        """,
        "'Add' is inside the file-local type 'Hidden', so generated code cannot reach it; make it internal or public",
        "'Add' is inside the private type 'Inner', so generated code cannot reach it; make it internal or public");

    [Theory]
    [InlineData("ref int", "it is passed by 'ref'; pass it by value and return what changes")]
    [InlineData("in int", "it is passed by reference; pass it by value; values that are sent are copied anyway")]
    [InlineData("Span<int>", "a ref struct lives on the caller's stack; use an array or ReadOnlyMemory<T>")]
    [InlineData("dynamic", "the type of a dynamic value is unknown when code is generated; give it a type")]
    public Task RN1002_parameters_that_refer_to_the_caller(string type, string rest) => Expect.DiagnosticsAsync(
        $$"""
        public static class Arithmetic
        {
            [Remote] public static int Add({{type}} {|RN1002:x|}) => 1;
        }
        """,
        $"Parameter 'x' cannot be remote: {rest}");

    [Fact]
    public Task RN1003_open_generics() => Expect.DiagnosticsAsync(
        """
        public static class Arithmetic { [Remote] public static T {|RN1003:First|}<T>(T[] items) => items[0]; }
        public static class Arithmetic<T> { [Remote] public static int {|RN1003:Count|}(int x) => x; }
        """,
        "'First' is generic, and a remote call needs every type when it is compiled; write a non-generic one for each type that you need",
        "'Count' is generic, and a remote call needs every type when it is compiled; write a non-generic one for each type that you need");

    [Fact]
    public Task RN1004_members_that_cannot_travel_are_named() => Expect.DiagnosticsAsync(
        """
        public sealed class Order { public Line[] Lines { get; set; } = []; }
        public sealed class Line { public Action? Callback { get; set; } }

        public static class Orders
        {
            [Remote] public static int Count(Order {|RN1004:order|}) => 1;
            [Remote] public static Task<Order> {|RN1004:LoadAsync|}() => Task.FromResult(new Order());
        }
        """,
        "Parameter 'order' cannot travel: 'order.Lines[].Callback' is of type 'System.Action': a delegate is code with the object that it is bound to; send data, and choose the code in the task",
        "The result cannot travel: 'result.Lines[].Callback' is of type 'System.Action': a delegate is code with the object that it is bound to; send data, and choose the code in the task");

    [Fact]
    public Task RN1005_types_that_contain_themselves() => Expect.DiagnosticsAsync(
        """
        public sealed class Node { public Node? Next { get; set; } }
        [MaxDepth(8)] public sealed class Tree { public List<Tree> Children { get; set; } = []; }

        public static class Lists
        {
            [Remote] public static int Count(Node {|RN1005:list|}) => 1;
            [Remote] public static int Depth(Tree tree) => 1;
        }
        """,
        "Parameter 'list' cannot travel: 'list.Next' leads back to 'Node', so nothing limits its depth; put [MaxDepth(64)] on 'Node'");

    [Fact]
    public Task RN1007_names_that_clash() => Expect.DiagnosticsAsync(
        """
        public static class Files
        {
            [Remote] public static int {|RN1007:Count|}(string path) => 1;
            public static int CountRemote(string path) => 1;
            [Remote] public static int {|RN1007:Size|}(string path) => 1;
            [Remote] public static int {|RN1007:Size|}(string path, CancellationToken token) => 1;
        }
        """);

    [Fact]
    public Task RN1008_options_of_the_attribute() => Expect.DiagnosticsAsync(
        """
        public static class Tasks
        {
            [Remote({|RN1008:NumCpus = -1|})] public static void A() { }
            [Remote({|RN1008:MaxRetries = -2|}, {|RN1008:Id = ""|})] public static void B() { }
            [Remote({|RN1008:Resources = ["CPU=1"]|})] public static void C() { }
            [Remote({|RN1008:RetryOn = [typeof(string)]|})] public static void D() { }
        }
        """);

    [Theory]
    [InlineData("ref int", "=> ref Value", "int", "a reference to a variable means nothing in another process; return the value")]
    [InlineData("async void", "=> await Task.Yield()", "void", "nobody can wait for an 'async void' method; return Task")]
    [InlineData("Task<Task<int>>", "=> null!", "System.Threading.Tasks.Task<System.Threading.Tasks.Task<int>>", "only one task is awaited; await the inner one in the method")]
    [InlineData("ObjectRefStream<int>", "=> null!", "RayNet.ObjectRefStream<int>", "a stream has one reader and cannot be passed on; return IAsyncEnumerable<T>")]
    public Task RN1010_results_that_cannot_be_remote(string type, string body, string shown, string reason) => Expect.DiagnosticsAsync(
        $$"""
        public static class Tasks
        {
            public static int Value;
            [Remote] public static {{type}} {|RN1010:Run|}() {{body}};
        }
        """,
        $"Return type '{shown}' cannot be remote: {reason}");

    [Fact]
    public Task RN1012_supplied_parameters() => Expect.DiagnosticsAsync(
        """
        public static class Tasks
        {
            [Remote] public static void A(CancellationToken first, CancellationToken {|RN1012:second|}) { }
            [Remote] public static void B(RayContext first, RayContext {|RN1012:second|}) { }
            [Remote] public static void C([FromServices] ref IDisposable {|RN1012:service|}) { }
            [Remote] public static void D(CancellationToken token, RayContext context, [FromServices] IDisposable service) { }
        }
        """,
        "Parameter 'second' cannot be supplied; take at most one CancellationToken and one RayContext, and take what is supplied by value",
        "Parameter 'second' cannot be supplied; take at most one CancellationToken and one RayContext, and take what is supplied by value",
        "Parameter 'service' cannot be supplied; take at most one CancellationToken and one RayContext, and take what is supplied by value");

    [Fact]
    public Task RN1013_split_returns() => Expect.DiagnosticsAsync(
        """
        public static class Tasks
        {
            [Remote({|RN1013:SplitReturns = true|})] public static int[] A() => [];
            [Remote(NumCpus = 1, {|RN1013:SplitReturns = true|})] public static void B() { }
            [Remote(SplitReturns = true)] public static (int X, int Y) C() => default;
            [Remote(SplitReturns = true)] public static Task<(int, int)> D() => Task.FromResult((1, 2));
            [Remote(SplitReturns = false)] public static int E() => 1;
        }
        """,
        "'A' sets SplitReturns but returns no tuple of 2 to 7 elements; return such a tuple or remove SplitReturns",
        "'B' sets SplitReturns but returns no tuple of 2 to 7 elements; return such a tuple or remove SplitReturns");

    [Fact]
    public Task RN1014_only_ordinary_methods() => Expect.DiagnosticsAsync(
        """
        public abstract class Base { [Remote] public abstract int {|RN1014:A|}(); }
        public interface IThing { [Remote] int {|RN1014:B|}(); }
        public readonly struct Money { [Remote] public static Money operator {|RN1014:+|}(Money x, Money y) => x; }
        public static class Tasks
        {
            public static int P { [Remote] {|RN1014:get|}; } = 1;
            public static void M()
            {
                [Remote] static int {|RN1014:Local|}() => 1;
                Func<int> f = {|RN1014:[Remote] () => 1|};
                _ = Local() + f();
            }
        }

        [Actor] public sealed class Counter { [Remote] public int {|RN1014:Increment|}() => 1; }
        """,
        "'A' cannot be remote: it is abstract",
        "'B' cannot be remote: it belongs to an interface",
        "'op_Addition' cannot be remote: it is an operator",
        "'get_P' cannot be remote: it is an accessor",
        "'Local' cannot be remote: it is a local function",
        "'lambda expression' cannot be remote: it is not an ordinary method",
        "'Increment' cannot be remote: the methods of an actor are remote without [Remote]");

    [Fact]
    public Task RN1016_classes_that_a_worker_cannot_build() => Expect.DiagnosticsAsync(
        """
        public sealed class Pricer(decimal rate) { [Remote] public decimal {|RN1016:Price|}(int product) => rate; }
        public abstract class Base { [Remote] public int {|RN1016:Count|}() => 1; }
        public sealed class Two { public Two() { } public Two(IDisposable x) { } [Remote] public int {|RN1016:Count|}() => 1; }
        public sealed class Fine(IDisposable service, RayContext context) { [Remote] public string Name() => context.TaskName + service; }
        """,
        "The worker cannot build 'Pricer', which declares a remote instance method: constructor parameter 'rate' of type 'decimal' is not a service",
        "The worker cannot build 'Base', which declares a remote instance method: it is abstract",
        "The worker cannot build 'Two', which declares a remote instance method: it has more than one public constructor");

    [Fact]
    public Task Partial_methods_are_reported_once() => Expect.DiagnosticsAsync(
        """
        public static partial class Tasks
        {
            [Remote] public static partial int Run(ref int {|RN1002:x|});
            public static partial int Run(ref int x) => x;
        }
        """);

    [Fact]
    public Task Pragmas_suppress() => Expect.SilenceAsync(
        """
        public static class Tasks
        {
        #pragma warning disable RN1001, RN1002, RN1004, RN1010, RN1013
            [Remote] private static int A(int x) => x;
            [Remote] public static int B(ref int x) => x;
            [Remote] public static int C(Stream x) => 1;
            [Remote] public static async void D() => await Task.Yield();
            [Remote(SplitReturns = true)] public static int E() => 1;
        #pragma warning restore RN1001, RN1002, RN1004, RN1010, RN1013
        }
        """);
}
