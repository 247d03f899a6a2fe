using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>An edit touches what depends on it and nothing else; a driver keeps no old compilation alive.</summary>
public sealed class PipelineTests
{
    private const string First = "using RayNet;\npublic static class First { [Remote] public static int One(int x) => x; [Remote] public static int Two(Order order) => 2; }";
    private const string Second = "using RayNet;\npublic static class Second { [Remote] public static int Three(int x) => x; }";
    private const string Actor = "using RayNet;\n[Actor] public sealed class Third(int x) { public int Value() => x; }";
    private const string Data = "public sealed record Order(int Id);\npublic static class Names { public const int Default = 1; }";

    private static readonly string[] All = [First, Second, Actor, Data];

    [Fact]
    public void A_body_changes_nothing() => AssertWrites(First, "=> x;", "=> x + 1;");

    [Fact]
    public void A_changed_signature_writes_its_type() => AssertWrites(First, "One(int x)", "One(int x, int y = 2)", "First.", "RayNet.Manifest");

    [Fact]
    public void A_new_method_changes_the_manifest_too() => AssertWrites(Second, "[Remote]", "[Remote] public static int Four() => 4; [Remote]", "Second.", "RayNet.Manifest");

    [Fact]
    public void A_removed_attribute_removes_the_file() => AssertWrites(Second, "[Remote] ", "", "RayNet.Manifest");

    [Fact]
    public void A_changed_actor_writes_its_file_only() => AssertWrites(Actor, "int Value()", "int Value(int y = 3)", "Third.", "RayNet.Manifest");

    [Fact]
    public void A_changed_type_writes_its_traits_only() => AssertWrites(Data, "int Id", "int Id, string Name", "Order_");

    [Fact]
    public void A_body_that_reads_a_captured_parameter_changes_nothing() => AssertWrites(Actor, "=> x;", "=> x + x;");

    [Fact]
    public void A_constant_elsewhere_counts()
    {
        GeneratorRun first = GeneratorRun.Start(Compilations.Create("using RayNet;\npublic static class T { [Remote(NumGpus = Names.Default)] public static int One(int x = Names.Default) => x; }", Data));
        GeneratorRun second = first.Then(Edit(first.Input, Data, "Default = 1", "Default = 2"));
        Assert.Contains("int x = 2", second.Source("T."), StringComparison.Ordinal);
        Assert.Contains("NumGpus = 2d", second.Source("T."), StringComparison.Ordinal);
    }

    [Fact]
    public void A_using_elsewhere_counts()
    {
        const string Global = "global using Number = int;";
        GeneratorRun first = GeneratorRun.Start(Compilations.Create("using RayNet;\npublic static class T { [Remote] public static int One(Number x) => 1; }", Global));
        GeneratorRun second = first.Then(Edit(first.Input, Global, "int", "long"));
        Assert.Contains("OneRemote(long x", second.Source("T."), StringComparison.Ordinal);
    }

    [Fact]
    public void A_nullable_directive_in_a_body_counts()
    {
        const string Source = "using RayNet;\npublic static class T { static void F() {\n;\n}\n[Remote] public static int One(string x) => 1;\n[Remote] public static string? Two() => null; }";
        GeneratorRun first = GeneratorRun.Start(Compilations.Create(Source.Replace("?", string.Empty, StringComparison.Ordinal)));
        GeneratorRun second = first.Then(Edit(first.Input, "public static class T", "{\n;\n}", "{\n#nullable disable\n}"));
        Assert.Single(second.Result.GeneratedSources, static source => source.HintName.StartsWith("T.", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_sdk_nothing_happens()
    {
        CSharpCompilation compilation = Compilations.Create("namespace RayNet { public sealed class RemoteAttribute : System.Attribute; } public static class T { [RayNet.Remote] public static int One() => 1; }");
        GeneratorRun run = GeneratorRun.Start(compilation.WithReferences(Basic.Reference.Assemblies.Net100.References.All));
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void The_attribute_is_found_under_another_name()
    {
        GeneratorRun run = GeneratorHarness.Run("global using Task = RayNet.RemoteAttribute;", "public static class T { [Task] public static int One() => 1; }");
        Assert.Contains("OneRemote", run.Source("T."), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_come_in_any_order()
    {
        GeneratorRun first = GeneratorRun.Start(Compilations.Create(All));
        GeneratorRun second = GeneratorRun.Start(Compilations.Create([.. All.Reverse()]));
        Assert.Equal(Texts(first), Texts(second));
    }

    [Fact]
    public void Names_that_differ_in_case_only()
    {
        GeneratorRun run = GeneratorHarness.Run(
            "using RayNet; public static class Case { [Remote] public static int F() => 1; }\npublic static class CASE { [Remote] public static int F() => 1; }\n"
            + "public static class A { public static class B_C { [Remote] public static int F() => 1; } }\npublic static class A_B { public static class C { [Remote] public static int F() => 1; } }\n"
            + "public static class A_B_C { [Remote] public static int F() => 1; }\npublic static class ARemoteExtensions;");
        Assert.Equal(6, run.Result.GeneratedSources.Length);
    }

    [Fact]
    public void A_kept_driver_keeps_no_compilation()
    {
        (GeneratorDriver driver, WeakReference compilation) = RunTwice();
        for (int i = 0; i < 10 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive);
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Compilation) RunTwice()
    {
        GeneratorRun first = GeneratorRun.Start(Compilations.Create(All), trackSteps: false);
        GeneratorRun second = first.Then(Edit(first.Input, Data, "Default = 1", "Default = 2"));
        return (second.Driver, new WeakReference(first.Input));
    }

    private static void AssertWrites(string file, string old, string replacement, params string[] expected)
    {
        GeneratorRun first = GeneratorRun.Start(Compilations.Create(All));
        GeneratorRun second = first.Then(Edit(first.Input, file, old, replacement));
        GeneratorHarness.AssertCompiles(second);
        string[] written = Steps.WrittenFiles(first, second);
        Assert.True(written.Length == expected.Length, string.Join(", ", written));
        Assert.All(expected, prefix => Assert.Contains(written, name => name.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.Equal(Texts(GeneratorRun.Start(second.Input)), Texts(second));
    }

    private static IEnumerable<string> Texts(GeneratorRun run) =>
        run.Result.GeneratedSources.OrderBy(static source => source.HintName, StringComparer.Ordinal).Select(static source => source.HintName + source.SourceText);

    private static CSharpCompilation Edit(CSharpCompilation compilation, string file, string old, string replacement)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Single(candidate => candidate.ToString().Contains(file, StringComparison.Ordinal));
        string text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text.Replace(old, replacement, StringComparison.Ordinal), System.Text.Encoding.UTF8)));
    }
}
