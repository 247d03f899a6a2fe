using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What is generated for interfaces that are called over the wire, and when it is generated again.</summary>
public sealed class RpcTests
{
    /// <summary>An assembly that sees the internals of the runtime.</summary>
    private const string Friend = "RayNet.Runtime.Rpc.Tests";

    private const string Usings = "#nullable enable\nusing System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using RayNet.Runtime.Rpc;\n";

    private const string Service = Usings +
        """
        namespace N;
        [RpcService] internal interface IGreeter { ValueTask<string> HelloAsync(Order order, int n, CancellationToken cancellationToken = default); }
        """;

    private const string Data = "namespace N;\npublic sealed record Order(int Id);";

    [Fact]
    public void A_service()
    {
        GeneratorRun run = Run(
            """
            namespace N;
            public sealed record Order(int Id, List<string> Lines);
            internal interface IBase { Task Inherited(); }
            [RpcService("greetings")] internal interface IGreeter : IBase
            {
                ValueTask<string> HelloAsync(string name, int n = 5, CancellationToken cancellationToken = default);
                ValueTask Nothing();
                Task<Order?> Find([System.Runtime.InteropServices.Optional] Order? order);
                [RpcMethod("sum")] Task<(int Sum, long? Product)> Sum(CancellationToken token, params int[] @class);
                ValueTask<DateTime> Defaults(string? text = "a\"b", DayOfWeek day = DayOfWeek.Friday, double factor = double.NaN, Guid id = default, decimal price = 1.5m);
                static int NotOnTheWire => 1;
                Task NorThis() => Task.CompletedTask;
            }
            """);
        Snapshot.Verify(run, "IGreeter");
        string manifest = run.Source("RayNet.Manifest");
        Assert.Contains("typeof(global::N.Order)", manifest, StringComparison.Ordinal);
        Assert.Contains("typeof(global::System.ValueTuple<int, long?>)", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hub()
    {
        GeneratorRun run = Run(
            """
            namespace N;
            internal interface IReceiver
            {
                void OnMessage(string from, string text);
                void OnNothing();
                Task<int> Ask(int value, CancellationToken cancellationToken);
                ValueTask Confirm();
            }
            [RpcHub(typeof(IReceiver), Name = "chat")] internal interface IChatHub
            {
                ValueTask<int> Ping(int value);
                void Say(string text);
                Task Join(string room, int seat = 1, CancellationToken cancellationToken = default);
            }
            """);
        Snapshot.Verify(run, "IChatHub");
    }

    [Fact]
    public void Names_and_places()
    {
        GeneratorRun run = Run(
            "internal interface Receiver; [RpcHub(typeof(Receiver))] internal interface Idle { Task @class(int @event, int _connection, int connection); }",
            "namespace @event.Größe { [RpcService] public interface @Interface { Task<int> reader(int writer, int value, int count, int arguments, int invoker); } }",
            "namespace N { [RpcService] internal partial interface IParts { Task A(); } internal partial interface IParts { Task B(); } }");
        Assert.Contains("class IdleClient", run.Source("Idle."), StringComparison.Ordinal);
        Assert.Contains("class InterfaceClient", run.Source("Interface."), StringComparison.Ordinal);
        Assert.Contains("\"B\"", run.Source("IParts."), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[RpcService] internal interface I { Task A(int x); Task A(string x); }")]
    [InlineData("[RpcService] internal interface I { Task A<T>(); }")]
    [InlineData("[RpcService] internal interface I { int A(); }")]
    [InlineData("[RpcService] internal interface I { Task A(Action x); }")]
    [InlineData("[RpcService] internal interface I { Task A(Unknown x); }")]
    [InlineData("[RpcService] internal interface I { Task<> A(); }")]
    [InlineData("[RpcService] internal interface I<T> { Task A(); }")]
    [InlineData("[RpcService] internal interface { Task A(); }")]
    [InlineData("[RpcService] internal interface I { Task (); Task A(int); }")]
    [InlineData("[RpcHub] internal interface I { Task A(); }")]
    [InlineData("[RpcHub(typeof(Unknown))] internal interface I { Task A(); }")]
    [InlineData("[RpcHub(typeof(IR))] internal interface I { Task A(); } internal interface IR { int B(); }")]
    public void Nothing_is_generated_for_what_is_wrong(string declaration)
    {
        GeneratorRun run = GeneratorRun.Start(Create(Usings + declaration));
        Assert.DoesNotContain(run.Result.GeneratedSources, static source => source.HintName.Contains(".Rpc.", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_runtime_nothing_happens()
    {
        GeneratorRun run = GeneratorRun.Start(Compilations.Create(
            """
            namespace RayNet.Runtime.Rpc { internal sealed class RpcServiceAttribute : System.Attribute; internal sealed class RpcHubAttribute : System.Attribute; }
            [RayNet.Runtime.Rpc.RpcService] internal interface IGreeter { System.Threading.Tasks.Task A(); }
            """));
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void A_type_that_changes_writes_its_traits_only() => AssertWrites(Data, "int Id", "int Id, string Name", "Order_");

    [Fact]
    public void A_changed_signature_writes_its_interface_only() => AssertWrites(Service, "int n,", "int n, int m,", "IGreeter.");

    [Fact]
    public void A_renamed_service_writes_its_interface_only() => AssertWrites(Service, "[RpcService]", "[RpcService(\"other\")]", "IGreeter.");

    private static void AssertWrites(string file, string before, string after, string hint)
    {
        GeneratorRun first = GeneratorRun.Start(Create(Service, Data));
        SyntaxTree tree = first.Input.SyntaxTrees.Single(tree => tree.ToString() == file);
        GeneratorRun second = first.Then(first.Input.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(file.Replace(before, after, StringComparison.Ordinal), System.Text.Encoding.UTF8))));
        Assert.StartsWith(hint, Assert.Single(Steps.WrittenFiles(first, second)).Replace("N.", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static GeneratorRun Run(params string[] declarations) => GeneratorHarness.Check(Create([.. declarations.Select(static declaration => Usings + declaration)]));

    private static CSharpCompilation Create(params string[] sources)
    {
        string runtime = Path.Combine(AppContext.BaseDirectory, "RayNet.Runtime.Rpc.dll");
        string grpc = Path.Combine(AppContext.BaseDirectory, "Grpc.Core.Api.dll");
        return Compilations.Create(Friend, sources, MetadataReference.CreateFromFile(runtime), MetadataReference.CreateFromFile(grpc));
    }
}
