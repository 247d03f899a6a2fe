using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Generators.Tests.Harness;
using RayNet.Tests;

namespace RayNet.Generators.Tests;

/// <summary>What is made of classes with [Expose], for gateways and for MagicOnion.</summary>
public sealed class ExposureTests
{
    private const string Tasks =
        """
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using RayNet;
        namespace N;
        /// <summary>Sums.</summary>
        [Expose]
        public static class Sums
        {
            /// <summary>Adds.</summary>
            [Remote] public static int Add(int a, int b = 5) => a + b;
            [Remote] public static Task<string> Name(Order order, CancellationToken cancellation) => Task.FromResult("");
            [Remote] public static void Clear() { }
            [Remote] public static IAsyncEnumerable<int> Count(int to, string stream) => null!;
            [Remote, NotExposed] public static int Hidden() => 1;
            [Remote] internal static int Inside() => 1;
        }
        public sealed record Order(int Id);
        """;

    private const string Actor =
        """
        using System.Collections.Generic;
        using RayNet;
        namespace N;
        /// <summary>Counts.</summary>
        [Actor, Expose(Name = "Tally", CreateIfMissing = true)]
        public sealed class Counter(RayContext context, int start = 3, params string[] names)
        {
            public int Increment(int by, string actor = "x") => by;
            public int Value() => start + names.Length + context.GetHashCode();
            public void Reset() { }
            public IAsyncEnumerable<string> Ticks() => null!;
        }
        """;

    [Fact]
    public void Tasks_of_a_class()
    {
        GeneratorRun run = GeneratorHarness.Run(Tasks);
        Snapshot.Verify(run, ".Expose.");
        Assert.Contains("new global::N.SumsExposure.Service()", run.Source("RayNet.Manifest"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor()
    {
        GeneratorRun run = GeneratorHarness.Run(Actor);
        Snapshot.Verify(run, ".Expose.");
    }

    [Fact]
    public void Genuine_code_of_tasks_for_MagicOnion()
    {
        GeneratorRun run = GeneratorHarness.Check(Create(Tasks, "Abstractions", "Server", "Client"));
        Snapshot.Verify(run, ".MagicOnion.");
    }

    [Fact]
    public void Genuine_code_of_an_actor_for_MagicOnion()
    {
        GeneratorRun run = GeneratorHarness.Check(Create(Actor, "Abstractions", "Server", "Client"));
        Snapshot.Verify(run, ".MagicOnion.");
    }

    [Fact]
    public void Without_MagicOnion_nothing_of_it_is_written()
    {
        GeneratorRun run = GeneratorHarness.Run(Tasks, Actor.Replace("namespace N;", "namespace O;", StringComparison.Ordinal));
        Assert.Equal(2, run.Result.GeneratedSources.Count(static source => source.HintName.Contains(".Expose.", StringComparison.Ordinal)));
        Assert.DoesNotContain(run.Result.GeneratedSources, static source => source.SourceText.ToString().Contains("MagicOnion", StringComparison.Ordinal));
    }

    [Fact]
    public void With_its_interfaces_alone_only_they_are_written()
    {
        string text = GeneratorHarness.Check(Create(Actor, "Abstractions")).Source(".MagicOnion.");
        Assert.Contains("interface ITallyService", text, StringComparison.Ordinal);
        Assert.Contains("interface ITallyHub ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("class ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_its_server_alone_no_client_is_written()
    {
        string text = GeneratorHarness.Check(Create(Actor, "Abstractions", "Server")).Source(".MagicOnion.");
        Assert.Contains("class TallyMagicOnionService", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MagicOnion.Client", text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_its_client_alone_no_service_is_written()
    {
        string text = GeneratorHarness.Check(Create(Actor, "Abstractions", "Client")).Source(".MagicOnion.");
        Assert.Contains("class TallyMagicOnionClient", text, StringComparison.Ordinal);
        Assert.DoesNotContain("MagicOnion.Server", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_internal_class_has_no_genuine_code()
    {
        GeneratorRun run = GeneratorHarness.Check(Create("using RayNet;\n[Expose] internal static class T { [Remote] public static int One() => 1; }", "Abstractions", "Server", "Client"));
        Assert.Contains("internal sealed class TClient", run.Source(".Expose."), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Result.GeneratedSources, static source => source.HintName.Contains(".MagicOnion.", StringComparison.Ordinal));
    }

    /// <summary>Keywords, generics of generics, defaults, and the longest list of arguments.</summary>
    [Fact]
    public void Unusual_signatures()
    {
        string parameters = string.Join(", ", Enumerable.Range(1, 14).Select(static i => $"int p{i}"));
        GeneratorHarness.Check(Create(
            $$"""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using RayNet;
            public static class Outer
            {
                [Expose] public static class Inner
                {
                    [Remote] public static ValueTask<Dictionary<string, (int A, long? B)[]>> @event(params int[] @class) => default;
                    [Remote] public static IAsyncEnumerable<List<int>> Many({{parameters}}) => null!;
                    [Remote] public static Task Tokens(System.Threading.CancellationToken cancellationToken, int callCancellation) => Task.CompletedTask;
                }
            }
            """,
            "Abstractions",
            "Server"));
    }

    [Theory]
    [InlineData("[Expose] public static class T { }")]
    [InlineData("[Expose] public static class T { [Remote, NotExposed] public static int One() => 1; }")]
    [InlineData("[Expose(Name = \"a b\")] public static class T { [Remote] public static int One() => 1; }")]
    [InlineData("[Expose] public static class T { [Remote] public static int One() => 1; } public class TClient;")]
    [InlineData("[Expose(CreateIfMissing = true)] public static class T { [Remote] public static int One() => 1; }")]
    [InlineData("[Actor, Expose(CreateIfMissing = true)] public sealed class T(int start) { public int One() => start; }")]
    [InlineData("[Expose] public sealed class T<U> { [Remote] public static int One() => 1; }")]
    public void What_cannot_be_exposed_writes_nothing(string source)
    {
        GeneratorRun run = GeneratorHarness.RunInvalid("using RayNet;\n" + source);
        Assert.DoesNotContain(run.Result.GeneratedSources, static generated => generated.HintName.Contains(".Expose.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_method_that_cannot_be_exposed_is_left_out()
    {
        GeneratorRun run = GeneratorHarness.RunInvalid(
            """
            using RayNet;
            [Expose] public static class T
            {
                [Remote] public static int One() => 1;
                [Remote] public static int Two(ObjectRef<int> value) => 2;
                [Remote] public static int Three(Box box) => 3;
                [Remote] public static ObjectRef<int> Four() => null!;
                [Remote(SplitReturns = true)] public static (int, int) Five() => (1, 2);
                [Remote] public static int StopStream() => 6;
            }
            public sealed class Box { public ActorHandle<A>? Handle { get; set; } }
            [Actor] public sealed class A { public int B() => 1; }
            """);
        string text = run.Source(".Expose.");
        Assert.Contains("Task<int> One(", text, StringComparison.Ordinal);
        Assert.All(["Two", "Three", "Four", "Five", "StopStream"], name => Assert.DoesNotContain($" {name}(", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("=> a + b", "=> b + a")]
    [InlineData("record Order(int Id)", "record Order(int Id, string Name)")]
    public void What_is_not_in_a_signature_writes_no_exposure(string old, string replacement)
    {
        (GeneratorRun first, GeneratorRun second) = Edit(old, replacement);
        Assert.DoesNotContain(Steps.WrittenFiles(first, second), static name => name.Contains(".Expose.", StringComparison.Ordinal) || name.Contains(".MagicOnion.", StringComparison.Ordinal));
        Assert.All(Steps.Reasons(second, TrackingNames.Exposed), static reason => Assert.NotEqual(IncrementalStepRunReason.Modified, reason));
        Assert.All(Steps.Reasons(second, TrackingNames.MagicOnion), static reason => Assert.NotEqual(IncrementalStepRunReason.Modified, reason));
    }

    [Theory]
    [InlineData("int b = 5", "int b = 6")]
    [InlineData("[Expose]", "[Expose(Name = \"Totals\")]")]
    [InlineData("[Remote, NotExposed]", "[Remote]")]
    public void What_is_in_a_signature_writes_the_exposure(string old, string replacement)
    {
        (GeneratorRun first, GeneratorRun second) = Edit(old, replacement);
        string[] written = Steps.WrittenFiles(first, second);
        Assert.Contains(written, static name => name.Contains("Sums", StringComparison.Ordinal) && name.Contains(".Expose.", StringComparison.Ordinal));
        Assert.Contains(written, static name => name.Contains("Sums", StringComparison.Ordinal) && name.Contains(".MagicOnion.", StringComparison.Ordinal));
        GeneratorHarness.AssertCompiles(second);
    }

    private static (GeneratorRun First, GeneratorRun Second) Edit(string old, string replacement)
    {
        CSharpCompilation before = Create(Tasks, "Abstractions", "Server", "Client");
        SyntaxTree tree = before.SyntaxTrees.Single();
        string text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        GeneratorRun first = GeneratorRun.Start(before);
        return (first, first.Then(before.ReplaceSyntaxTree(tree, Compilations.Parse(text.Replace(old, replacement, StringComparison.Ordinal), tree.FilePath))));
    }

    private static CSharpCompilation Create(string source, params string[] parts)
    {
        CSharpCompilation standIns = CSharpCompilation.Create(
            "MagicOnion",
            parts.Select(static part => Compilations.Parse(File.ReadAllText(Repository.Path("tests", "Shared", "MagicOnion", part + ".cs")), part + ".cs")),
            Compilations.Create(string.Empty).References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        Assert.Empty(standIns.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return Compilations.Create("App", [source], MetadataReference.CreateFromImage(image.ToArray()));
    }
}
