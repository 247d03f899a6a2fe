using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Runtime.Tests.Tasks;

/// <summary>What Ray finds at run time, the compiler finds here.</summary>
public sealed class CompileTimeTests
{
    // Row 7
    [Theory]
    [InlineData("Callable.AddRemote(1, 2, default, 4)")]
    [InlineData("Callable.AddRemote()")]
    [InlineData("Callable.AddRemote(z: 1, x: 2)")]
    [InlineData("Callable.AddRemote(1, x: 2)")]
    [InlineData("Callable.AddRemote(\"one\", 2)")]
    public void Wrong_arguments_of_a_task_do_not_compile(string call) => AssertRefused(call);

    // Row 20
    [Theory]
    [InlineData("CallableActor.CreateRemote()")]
    [InlineData("CallableActor.CreateRemote(1, 2, 3)")]
    [InlineData("CallableActor.CreateRemote(1).Increment(1, 2, 3)")]
    [InlineData("CallableActor.CreateRemote(1).Missing()")]
    [InlineData("CallableActor.CreateRemote(1).Dispose()")]
    public void Wrong_calls_of_an_actor_do_not_compile(string call) => AssertRefused(call);

    // Row 41
    [Theory]
    [InlineData("Ray.Kill(new object())")]
    [InlineData("Ray.Kill(Ray.Put(1))")]
    public void Only_actors_can_be_killed(string call) => AssertRefused(call);

    // Row 59
    [Fact]
    public void Stream_cannot_be_passed_to_a_remote_call() => AssertRefused("Callable.AddRemote(Callable.CountRemote(), 1)");

    [Theory]
    [InlineData("Callable.AddRemote(1, 2)")]
    [InlineData("Callable.AddRemote(y: Ray.Put(1), x: 2)")]
    [InlineData("CallableActor.CreateRemote(1).Increment()")]
    public void Right_calls_compile(string call) => Assert.Empty(ErrorsOf(call));

    private static void AssertRefused(string call)
    {
        string[] errors = ErrorsOf(call);
        Assert.NotEmpty(errors);
        // An error about the call, not about the frame around it.
        Assert.DoesNotContain(errors, error => error is "CS0246" or "CS0103" or "CS0234");
    }

    private static string[] ErrorsOf(string call)
    {
        string source = $$"""
            using RayNet;
            using RayNet.Runtime.Tests.Tasks;
            internal static class Program
            {
                private static void Run() => _ = {{call}};
            }
            """;
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Snippet",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id)];
    }
}
