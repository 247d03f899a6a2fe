using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Generators.Tests.Harness;

/// <summary>One run of the generator.</summary>
internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input, Compilation output)
    {
        Driver = driver;
        Input = input;
        Output = output;
        Result = driver.GetRunResult().Results.Single();
        Assert.Null(Result.Exception);
    }

    internal GeneratorDriver Driver { get; }

    internal CSharpCompilation Input { get; }

    internal Compilation Output { get; }

    internal GeneratorRunResult Result { get; }

    internal static GeneratorRun Start(CSharpCompilation compilation, bool trackSteps = true) => Next(
        CSharpGeneratorDriver.Create(
            [new RayNetGenerator().AsSourceGenerator()],
            parseOptions: Compilations.ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps)),
        compilation);

    internal static GeneratorRun Next(GeneratorDriver driver, CSharpCompilation compilation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        return new GeneratorRun(driver, compilation, output);
    }

    internal GeneratorRun Then(CSharpCompilation compilation) => Next(Driver, compilation);

    /// <summary>The generated file whose hint name contains a text.</summary>
    internal string Source(string hint) => Assert.Single(Result.GeneratedSources, source => source.HintName.Contains(hint, StringComparison.Ordinal)).SourceText.ToString();

    /// <summary>What the compiler says about user and generated code together.</summary>
    internal IEnumerable<Diagnostic> Diagnostics() =>
        Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden && !diagnostic.IsSuppressed);
}
