using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Generators;

namespace RayNet.Analyzers.Tests.Harness;

/// <summary>What RayNet's generator adds to a user's compilation.</summary>
internal static class Generated
{
    internal static CSharpCompilation AddTo(CSharpCompilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> diagnostics, TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
        return (CSharpCompilation)updated;
    }

    internal static IEnumerable<(string Name, string Text)> Sources(CSharpCompilation compilation) =>
        Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees
            .Select(tree => (Path.GetFileName(tree.FilePath), tree.ToString()));

    private static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create([new RayNetGenerator().AsSourceGenerator()], parseOptions: Compilations.ParseOptions);
}
