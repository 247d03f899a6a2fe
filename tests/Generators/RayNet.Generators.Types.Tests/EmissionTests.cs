using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types.Tests;

public sealed class EmissionTests
{
    [Fact]
    public void ZooCompilesWithoutWarnings()
    {
        CSharpCompilation compilation = Source.Compile(ZooSources());
        Run(compilation, out Compilation output);
        Assert.Empty(output.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void GeneratedCodeNeedsNoPragma()
    {
        // The header silences analyzers; the compiler itself has nothing to say but about nullness, where values come from the wire.
        CSharpCompilation compilation = Source.Compile(ZooSources());
        Run(compilation, out Compilation output);
        foreach (SyntaxTree tree in output.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith("Traits.g.cs", StringComparison.Ordinal)))
        {
            string text = tree.GetText().ToString().Replace("#pragma warning disable", "", StringComparison.Ordinal);
            output = output.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, tree.FilePath.Replace(".g.cs", ".cs", StringComparison.Ordinal)));
        }

        Assert.Empty(output.GetDiagnostics().Where(static diagnostic =>
            diagnostic.Severity >= DiagnosticSeverity.Warning
            && diagnostic.Location.SourceTree?.FilePath.EndsWith("Traits.cs", StringComparison.Ordinal) == true
            && !diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal)
            && !diagnostic.Id.StartsWith("CS87", StringComparison.Ordinal)));
    }

    [Fact]
    public void TypesThatDifferInTupleNamesOrAnnotationsAreOneShape()
    {
        CSharpCompilation compilation = Source.Compile(Source.Usings + """
            public class P { public List<string?> A { get; set; } = []; public List<string> B { get; set; } = []; public List<(int X, int Y)> C { get; set; } = []; public List<(int, int)> D { get; set; } = []; }
            public static class Signature<TOpen> { public static void M(P value) { } }
            """);
        string[] names = [.. Source.Parse(compilation).Shapes.Select(static shape => shape.FullName)];
        Assert.Equal(
            [
                "global::P",
                "global::System.Collections.Generic.List<global::System.ValueTuple<int, int>>",
                "global::System.Collections.Generic.List<string>",
                "global::System.ValueTuple<int, int>",
            ],
            names);
    }

    [Fact]
    public void WhatAReferenceRefersToHasAShapeAndLimitsNothing()
    {
        // A holder contains no holder, only a reference to one; and nobody can make a reference to a type that cannot travel.
        TypeUse use = Source.Use(
            "Holder",
            """
            public class Other { public int X { get; set; } }
            public class Holder { public ObjectRef<Holder>? Next { get; set; } public ObjectRef<ObjectRef<List<Other>>>? Deep { get; set; } public ObjectRef<System.IO.Stream>? Never { get; set; } }
            """);
        Assert.Empty(use.Problems);
        Assert.Equal(
            [
                "global::Holder",
                "global::Other",
                "global::RayNet.ObjectRef<global::Holder>",
                "global::RayNet.ObjectRef<global::RayNet.ObjectRef<global::System.Collections.Generic.List<global::Other>>>",
                "global::RayNet.ObjectRef<global::System.Collections.Generic.List<global::Other>>",
                "global::RayNet.ObjectRef<global::System.IO.Stream>",
                "global::System.Collections.Generic.List<global::Other>",
            ],
            use.Shapes.Select(static shape => shape.FullName));
    }

    [Fact]
    public void ReferencesHaveTraitsByWhatTheyReferTo()
    {
        string[] types = ["ObjectRef", "ObjectRef<int>", "ActorHandle", "ActorHandle<string>"];
        Assert.Equal(
            ["ObjectRefTraits", "ObjectRefTraits<int>", "ActorHandleTraits", "ActorHandleTraits<string>"],
            types.Select(static type => Assert.Single(Source.Use(type).Shapes).TraitsName.Replace("global::RayNet.CompilerServices.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void SameSourceGivesEqualUses()
    {
        string[] sources = [.. ZooSources(), "public static class Signature<TOpen> { public static void M(System.Collections.Generic.List<(Zoo.Order? A, Zoo.Shape B, Zoo.Deep C)> value) { } }"];
        var first = Source.Parse(Source.Compile(sources));
        var second = Source.Parse(Source.Compile(sources));
        Assert.NotEmpty(first.Shapes);
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void OneParserServesACompilation()
    {
        CSharpCompilation compilation = Source.Compile("public static class Signature<TOpen> { public static void M(System.Collections.Generic.List<int> value) { } }");
        Assert.Same(Source.Parse(compilation), Source.Parse(compilation));
        Assert.Same(Source.Use("int"), Source.Use("int"));
    }

    [Fact]
    public void UnrelatedEditsWriteNothing()
    {
        CSharpCompilation compilation = Source.Compile([.. ZooSources(), "// one"]);
        GeneratorDriver driver = Run(compilation, out _);
        SyntaxTree last = compilation.SyntaxTrees.Last();
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(last, CSharpSyntaxTree.ParseText("class Unrelated;", (CSharpParseOptions)last.Options, last.FilePath));
        GeneratorRunResult result = driver.RunGenerators(edited, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.NotEmpty(result.TrackedSteps["TypeShapes"]);
        Assert.All(
            result.TrackedSteps["TypeShapes"].SelectMany(static step => step.Outputs),
            static item => Assert.True(item.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(static steps => steps.Value).SelectMany(static step => step.Outputs),
            static item => Assert.Equal(IncrementalStepRunReason.Cached, item.Reason));
    }

    private static string[] ZooSources()
    {
        const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Linq;";
        var sources = new List<string> { GlobalUsings };
        foreach (string name in typeof(EmissionTests).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith("Zoo/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(typeof(EmissionTests).Assembly.GetManifestResourceStream(name)!);
            sources.Add(reader.ReadToEnd());
        }

        return [.. sources];
    }

    private static GeneratorDriver Run(CSharpCompilation compilation, out Compilation output)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new RayNetGenerator().AsSourceGenerator()],
            parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return driver;
    }
}
