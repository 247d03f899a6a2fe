using System.Globalization;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests.Fuzzing;

/// <summary>Whatever a user legally declares, the generated code compiles without a warning. RAYNET_FUZZ_SEED chooses the first seed.</summary>
public sealed class FuzzTests
{
    private const int Hosts = 40;

    private static readonly int FirstSeed = int.TryParse(Environment.GetEnvironmentVariable("RAYNET_FUZZ_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : 20251122;

    public static IEnumerable<TheoryDataRow<int>> Seeds => Enumerable.Range(FirstSeed, 4).Select(static seed => new TheoryDataRow<int>(seed));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Legal_declarations(int seed)
    {
        var composer = new DeclarationComposer(seed);
        string source = composer.Compose(Hosts);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {composer.Methods} methods"));
        Assert.All(
            Compilations.Create(source).GetDiagnostics(TestContext.Current.CancellationToken),
            static diagnostic => Assert.True(diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden, diagnostic.ToString()));
        GeneratorRun run = GeneratorHarness.Run(source);
        Assert.True(run.Result.GeneratedSources.Length > Hosts / 2);
    }
}
