using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Tests;

namespace RayNet.Analyzers.Tests.Corpus;

/// <summary>Programs with every mistake, and programs that look alike and make none: what the rules find, and what they find wrongly.</summary>
public sealed partial class CorpusTests
{
    private const double MinRecall = 0.95;
    private const int MinSites = 60;

    /// <summary>These compare with another project and with a file; their own tests have both.</summary>
    private static readonly string[] Elsewhere = ["RN1021", "RN3001", "RN3002", "RN3003", "RN3004"];

    [Fact]
    public async Task Precision_and_recall()
    {
        int expected = 0;
        int found = 0;
        var wrong = new List<string>();
        var missed = new List<string>();
        foreach (string file in Files("Bad"))
        {
            MarkedSource source = MarkedSource.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            HashSet<(string, TextSpan)> marks = [.. source.Marks];
            ImmutableArray<Diagnostic> said = await RunAsync(file, source.Text);
            expected += marks.Count;
            found += said.Count(diagnostic => marks.Remove((diagnostic.Id, diagnostic.Location.SourceSpan)) || Add(wrong, file, diagnostic));
            missed.AddRange(marks.Select(mark => $"{Path.GetFileName(file)}: {mark.Item1} at '{source.Text.AsSpan(mark.Item2.Start, mark.Item2.Length)}'"));
        }

        int alike = 0;
        foreach (string file in Files("Good"))
        {
            string text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            alike += Alike().Count(text);
            foreach (Diagnostic diagnostic in await RunAsync(file, text))
            {
                Add(wrong, file, diagnostic);
            }
        }

        double precision = (double)found / (found + wrong.Count);
        double recall = (double)found / expected;
        string figures = $"{expected} mistakes, {alike} look-alikes: precision {precision:0.000}, recall {recall:0.000}";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(wrong.Count == 0, $"{figures}; wrong:{Environment.NewLine}{string.Join(Environment.NewLine, wrong)}");
        Assert.True(recall >= MinRecall, $"{figures}; missed:{Environment.NewLine}{string.Join(Environment.NewLine, missed)}");
        Assert.True(expected >= MinSites && alike >= MinSites, figures);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_mistake_and_a_look_alike(string id)
    {
        Assert.Contains(Files("Bad"), file => File.ReadAllText(file).Contains("{|" + id + ":", StringComparison.Ordinal));
        Assert.Contains(Files("Good"), file => File.ReadAllText(file).Contains("alike " + id, StringComparison.Ordinal));
    }

    public static TheoryData<string> Ids => [.. DiagnosticDescriptors.All.Select(descriptor => descriptor.Id).Except(Elsewhere)];

    private static bool Add(List<string> wrong, string file, Diagnostic diagnostic)
    {
        wrong.Add($"{Path.GetFileName(file)}: {Analysis.Show(diagnostic)}");
        return false;
    }

    private static async Task<ImmutableArray<Diagnostic>> RunAsync(string file, string source)
    {
        CSharpCompilation compilation = Generated.AddTo(Compilations.Create(source));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => $"{Path.GetFileName(file)}: {diagnostic}"));
        return await Analysis.RunAsync(compilation);
    }

    private static IEnumerable<string> Files(string kind) =>
        Directory.GetFiles(Repository.Path("tests/Generators/RayNet.Analyzers.Tests/Corpus", kind), "*.txt").Order(StringComparer.Ordinal);

    [GeneratedRegex(@"alike RN\d{4}")]
    private static partial Regex Alike();
}
