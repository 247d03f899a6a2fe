namespace RayNet.Analyzers.Tests.Contracts;

/// <summary>RN3001: calls that earlier builds make, and RN3003: calls that only this build knows.</summary>
public sealed class CallContractTests
{
    [Theory]
    [InlineData("[Remote] public static int A(int x) => x;", "", "'Tasks.A(int) -> int' is gone")]
    [InlineData("[Remote] public static int A(int x) => x;", "[Remote] public static int {|RN3001:A|}(long x) => 1;", "'Tasks.A(int) -> int' has become 'Tasks.A(long) -> int'")]
    [InlineData("[Remote] public static int A(int x) => x;", "[Remote] public static int {|RN3001:A|}(int x, int y = 0) => x;", "has become 'Tasks.A(int, int) -> int'")]
    [InlineData("[Remote] public static int A(int x) => x;", "[Remote] public static long {|RN3001:A|}(int x) => x;", "was '(int) -> int' and is '(int) -> long' under the same id")]
    [InlineData("[Remote] public static int A(int x) => x;", "[Remote] public static async IAsyncEnumerable<int> {|RN3001:A|}(int x) { yield return x; await Task.Yield(); }", "is '(int) -> stream of int'")]
    [InlineData("[Remote(Id = \"a\")] public static int A(int x) => x;", "[Remote(Id = \"a\")] public static int {|RN3001:A|}(string x) => 1;", "is '(string) -> int' under the same id")]
    [InlineData("[Remote] public static (int, int) A() => default;", "[Remote(SplitReturns = true)] public static (int, int) {|RN3001:A|}() => default;", "is '() -> parts of")]
    public Task RN3001_tasks(string before, string after, string clause) => Contracting.ExpectAsync(
        $"public static class Tasks {{ [Remote] public static int Other() => 1; {before} }}",
        after.Length == 0
            ? "public static class {|RN3001:Tasks|} { [Remote] public static int Other() => 1; }"
            : $"public static class Tasks {{ [Remote] public static int Other() => 1; {after} }}",
        clause);

    [Theory]
    [InlineData("[Remote] public static int A(int x) => x;", "[Remote] public static async Task<int> A(int y) { await Task.Yield(); return y; }")]
    [InlineData("[Remote] public static void A(int x) { }", "[Remote(NumCpus = 2)] internal static Task A(int x = 3) => Task.CompletedTask;")]
    [InlineData("[Remote] public static int A(string? x) => 1;", "[Remote] public static int A(string x) => 1;")]
    [InlineData("[Remote(Id = \"a\")] public static int A(int x) => x;", "[Remote(Id = \"a\")] public static int A(int x, CancellationToken token = default) => x;")]
    [InlineData("[Remote] public static int A(int x) => x;", "[Remote] public static int A(int x) => x; [Remote] public static int {|RN3003:B|}(int x) => x;")]
    [InlineData("[Remote(Id = \"a\")] public static int A(int x) => x;", "[Remote(Id = \"a\")] public static int {|RN3003:B|}(int x) => x;")]
    public Task Tasks_that_callers_do_not_see_change(string before, string after) =>
        Contracting.ExpectAsync($"public static class Tasks {{ {before} }}", $"public static class Tasks {{ {after} }}");

    [Theory]
    [InlineData("[Actor] public sealed class Store(int size) { public int A() => size; }", "[Actor] public sealed class Store { public {|RN3001:Store|}(string name) { } public int A() => 1; }", "'Store(int)' has become 'Store(string)'")]
    [InlineData("[Actor] public sealed class Store { public int A() => 1; }", "[Actor] public sealed class {|RN3001:Store|} { }", "'Store.A() -> int' is gone")]
    [InlineData("[Actor] public sealed class Store { public int A() => 1; }", "[Actor] public sealed class {|RN3003:Shop|} { public int A() => 1; }", "actor class 'Store' is gone, or has another id")]
    [InlineData("[Actor(Id = \"s\")] public sealed class Store { public int A() => 1; }", "[Actor(Id = \"s\")] public sealed class {|RN3003:{|RN3003:Shop|}|} { public int {|RN3003:A|}() => 1; }", "'Store' is called 'Shop' now")]
    [InlineData("[Actor] public sealed class Store { public int A() => 1; }", "[Actor] public sealed class Store { public int A() => 1; public int {|RN3003:B|}() => 1; }", "'Store.B() -> int' can be called")]
    public Task Actors(string before, string after, string clause) => Contracting.ExpectAsync(before, after, clause);

    [Theory]
    [InlineData("int", "[Actor] public sealed class {|RN3002:A|} : IActorState<long> { public long SaveState() => 1; public void RestoreState(long state) { } }", "saved its state as 'int' and restores it as 'long'")]
    [InlineData("int", "[Actor] public sealed class {|RN3002:A|} { }", "saves its state as 'int' no more")]
    [InlineData(null, "[Actor] public sealed class {|RN3003:A|} : IActorState<int> { public int SaveState() => 1; public void RestoreState(int state) { } }", "saves its state as 'int'")]
    [InlineData("S", "public sealed record S(int {|RN3002:X|}); [Actor] public sealed class A : IActorState<S> { public S SaveState() => new(1); public void RestoreState(S state) { } }", "")]
    public Task State_that_earlier_builds_saved(string? state, string after, string clause) => Contracting.ExpectAsync(
        (state == "S" ? "public sealed record S(string X); " : "") + (state is null
            ? "[Actor] public sealed class A { }"
            : $"[Actor] public sealed class A : IActorState<{state}> {{ public {state} SaveState() => default!; public void RestoreState({state} state) {{ }} }}"),
        after,
        clause);

    [Fact]
    public Task An_interface_that_is_called_over_the_wire()
    {
        const string Head = "using RayNet.Runtime.Rpc;\nnamespace RayNet.Runtime.Rpc { internal sealed class RpcServiceAttribute(string? name = null) : Attribute { internal string? Name => name; } internal sealed class RpcHubAttribute(Type receiver) : Attribute { internal Type Receiver => receiver; } }\n";
        return Contracting.ExpectAsync(
            Head + "[RpcService] internal interface IService { Task<int> A(int x, CancellationToken token); Task B(); }",
            Head + "[RpcService] internal interface {|RN3001:IService|} { Task<int> {|RN3001:A|}(string x, CancellationToken token); Task {|RN3003:C|}(); }",
            "'IService/A' was '(int) -> int' and is '(string) -> int'",
            "'IService/B()' is gone");
    }
}
