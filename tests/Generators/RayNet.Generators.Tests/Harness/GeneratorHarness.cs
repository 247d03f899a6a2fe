using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RayNet.Generators.Tests.Harness;

/// <summary>Runs the generator and checks what every run must hold: the output compiles, nothing but data flows, and edits elsewhere cost nothing.</summary>
internal static class GeneratorHarness
{
    private const string Pragma = "#pragma warning disable";

    // Obsolete and experimental members and names in lower case are the user's. Parameters without a comment of their own inherit one.
    // Copiers are one for each type without annotations.
    private static readonly string[] Tolerated = ["CS0612", "CS0618", "EXP1", "CS8981", "CS1573", "CS8603", "CS8604", "CS8619", "CS8620", "CS8622"];

    internal static GeneratorRun Run(params string[] sources) => Check(Compilations.Create(sources));

    internal static GeneratorRun Check(CSharpCompilation compilation)
    {
        GeneratorRun run = GeneratorRun.Start(compilation.AddSyntaxTrees(Compilations.Parse("internal static class Unrelated { internal static int Body() => 1; }", "Unrelated.cs")));
        AssertCompiles(run);
        AssertCompilesWithoutPragma(run);
        Steps.AssertPlain(run);
        Steps.AssertAllCached(run.Then(EditElsewhere(run.Input)));
        return run;
    }

    /// <summary>For sources that do not compile by themselves: the generator must not fail, and must not add to the errors.</summary>
    internal static GeneratorRun RunInvalid(params string[] sources)
    {
        CSharpCompilation compilation = Compilations.Create(sources);
        GeneratorRun run = GeneratorRun.Start(compilation);
        var before = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Select(static diagnostic => diagnostic.Id).ToHashSet();
        Assert.DoesNotContain(run.Diagnostics(), diagnostic => !before.Contains(diagnostic.Id));
        Steps.AssertPlain(run);
        return run;
    }

    /// <summary>A generated file without the lines that switch warnings off.</summary>
    internal static string WithWarnings(string text) =>
        text.Replace(Pragma, string.Empty, StringComparison.Ordinal).Replace("#nullable disable warnings", "#nullable enable warnings", StringComparison.Ordinal);

    internal static void AssertCompiles(GeneratorRun run) => AssertNone(run.Diagnostics());

    private static void AssertCompilesWithoutPragma(GeneratorRun run)
    {
        Compilation output = run.Output;
        foreach (SyntaxTree tree in run.Output.SyntaxTrees.Except(run.Input.SyntaxTrees))
        {
            string text = tree.ToString();
            Assert.Contains(Pragma, text, StringComparison.Ordinal);
            output = output.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(WithWarnings(text), System.Text.Encoding.UTF8)));
        }

        AssertNone(output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning && !Tolerated.Contains(diagnostic.Id)));
    }

    private static void AssertNone(IEnumerable<Diagnostic> diagnostics)
    {
        string all = string.Join('\n', diagnostics.Select(static diagnostic =>
            $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}"));
        Assert.True(all.Length == 0, all);
    }

    /// <summary>Another body in an unrelated file, and a comment above every target.</summary>
    private static CSharpCompilation EditElsewhere(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            string text = tree.FilePath == "Unrelated.cs" ? tree.ToString().Replace("=> 1", "=> 2", StringComparison.Ordinal) : "// A comment.\n\n" + tree;
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(text, System.Text.Encoding.UTF8)));
        }

        return compilation;
    }
}
