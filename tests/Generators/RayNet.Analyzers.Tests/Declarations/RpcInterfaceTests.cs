using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class RpcInterfaceTests
{
    private const string Attributes =
        """

        namespace RayNet.Runtime.Rpc
        {
            internal sealed class RpcServiceAttribute(string? name = null) : Attribute { internal string? Name { get; } = name; }
            internal sealed class RpcHubAttribute(Type receiver) : Attribute { internal Type Receiver { get; } = receiver; public string? Name { get; set; } }
            internal sealed class RpcMethodAttribute(string name) : Attribute { internal string Name { get; } = name; }
        }
        """;

    [Theory]
    [InlineData("ValueTask A(int x); ValueTask {|RN1017:A|}(string x);", "IService.A(string)", "'A' is there already, and the name alone says what is called; rename one of the overloads")]
    [InlineData("Task A(); [RpcMethod(\"A\")] Task {|RN1017:B|}();", "IService.B()", "'A' is there already, and the name alone says what is called; rename one of the overloads")]
    [InlineData("Task {|RN1017:A|}<T>(T x);", "IService.A<T>(T)", "it is generic; write a method for each type that you need")]
    [InlineData("Task {|RN1017:A|}(ref int x);", "IService.A(ref int)", "'x' is passed by reference; pass values")]
    [InlineData("Task {|RN1017:A|}(in int x);", "IService.A(in int)", "'x' is passed by reference; pass values")]
    [InlineData("Task {|RN1017:A|}(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, int l, int m, int n, int o, int p);", "IService.A(int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int)", "it has more than 15 parameters; put them into a record")]
    [InlineData("Task {|RN1017:A|}(CancellationToken a, CancellationToken b);", "IService.A(CancellationToken, CancellationToken)", "it has more than one CancellationToken")]
    [InlineData("void {|RN1017:A|}();", "IService.A()", "it returns something else than Task, Task<T>, ValueTask or ValueTask<T>")]
    [InlineData("int {|RN1017:A|}();", "IService.A()", "it returns something else than Task, Task<T>, ValueTask or ValueTask<T>")]
    [InlineData("IAsyncEnumerable<int> {|RN1017:A|}();", "IService.A()", "it returns something else than Task, Task<T>, ValueTask or ValueTask<T>")]
    [InlineData("int {|RN1017:A|} { get; }", "IService.A", "only methods are called over the wire")]
    [InlineData("event Action {|RN1017:A|};", "IService.A", "only methods are called over the wire")]
    public Task RN1017_members_of_services(string members, string name, string reason) =>
        Expect.DiagnosticsAsync($"using RayNet.Runtime.Rpc;\n[RpcService] internal interface IService {{ {members} }}{Attributes}", $"'{name}' cannot be called over the wire: {reason}");

    [Theory]
    [InlineData("[RpcService] internal interface {|RN1017:IService|}<T> { Task A(T x); }")]
    [InlineData("internal static class Outer { [RpcService] internal interface {|RN1017:IService|} { Task A(); } }")]
    [InlineData("[RpcService] file interface {|RN1017:IService|} { Task A(); }")]
    [InlineData("internal interface IReceiver; [RpcService] [RpcHub(typeof(IReceiver))] internal interface {|RN1017:IService|} { Task A(); }")]
    [InlineData("[RpcHub(typeof(string))] internal interface {|RN1017:IHub|} { Task A(); }")]
    [InlineData("internal interface IReceiver<T>; [RpcHub(typeof(IReceiver<int>))] internal interface {|RN1017:IHub|} { Task A(); }")]
    [InlineData("internal interface IReceiver { int {|RN1017:A|}(); } [RpcHub(typeof(IReceiver))] internal interface IHub { Task A(); }")]
    [InlineData("internal interface IReceiver; [RpcHub(typeof(IReceiver))] internal interface IHub { Task Mfpwlgb(); Task {|RN1017:Msmqbsx|}(); }")]
    [InlineData("internal interface IBase { Task A(); } [RpcService] internal interface IService : IBase { Task A(int x); }", "IBase { Task {|RN1017:A|}();")]
    public Task RN1017_interfaces(string declaration, string? marked = null) =>
        Expect.DiagnosticsAsync($"using RayNet.Runtime.Rpc;\n{(marked is null ? declaration : declaration.Replace("IBase { Task A();", marked, StringComparison.Ordinal))}{Attributes}");

    [Theory]
    [InlineData("Task A(Action {|RN1004:x|});")]
    [InlineData("Task<object> {|RN1004:A|}();")]
    [InlineData("Task A(Node {|RN1005:x|});")]
    public Task RN1004_and_RN1005_types(string members) =>
        Expect.DiagnosticsAsync($"using RayNet.Runtime.Rpc;\n[RpcService] internal interface IService {{ {members} }}\npublic sealed class Node {{ public Node? Next {{ get; set; }} }}{Attributes}");

    [Fact]
    public Task Legal_interfaces() => Expect.SilenceAsync(
        $$"""
        using RayNet.Runtime.Rpc;
        internal interface IBase { Task Inherited(); }
        [RpcService("x")] internal interface IService : IBase { Task A(); ValueTask<int> B(int x, string? y = null, CancellationToken z = default); static int C => 1; Task D() => Task.CompletedTask; }
        internal interface IReceiver { void Pushed(int x); Task<int> Asked(CancellationToken token); }
        [RpcHub(typeof(IReceiver), Name = "y")] internal interface IHub { void A(int x); [RpcMethod("other")] Task<(int, Guid)> B(); }
        {{Attributes}}
        """);
}
