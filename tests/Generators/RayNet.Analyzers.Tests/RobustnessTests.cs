using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests;

/// <summary>Analyzers see code while it is typed. They may say anything about it, but must not throw.</summary>
public sealed class RobustnessTests
{
    /// <summary>Few enough for every build; a campaign asks for more by the variable.</summary>
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("RAYNET_FUZZ_ROUNDS"), CultureInfo.InvariantCulture, out int rounds) ? rounds : 8;

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Missing_tokens_make_no_analyzer_throw(int seed)
    {
        var random = new Random(seed);
        SyntaxToken[] tokens = [.. CSharpSyntaxTree.ParseText(Zoo.Source, Compilations.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantTokens()];
        for (int round = 0; round < Rounds; round++)
        {
            SyntaxToken deleted = tokens[random.Next(tokens.Length)];
            await Analysis.RunAsync(Generated.AddTo(Compilations.Create(Zoo.Source.Remove(deleted.SpanStart, deleted.Span.Length))));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Unfinished_files_make_no_analyzer_throw(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < Rounds / 2; round++)
        {
            await Analysis.RunAsync(Generated.AddTo(Compilations.Create(Zoo.Source[..random.Next(Zoo.Source.Length)])));
        }
    }

    [Fact]
    public Task Methods_without_a_class_are_left_to_the_compiler() => Expect.DiagnosticsAsync(
        """
        namespace Shop;

        [Remote] public static int Add(int x, int y) => x + y;
        """);

    [Fact]
    public async Task The_whole_source_is_valid() => await Expect.SilenceAsync(Zoo.Source);

    [Fact]
    public async Task Projects_without_RayNet_are_left_alone()
    {
        ImmutableArray<Diagnostic> found = await Analysis.RunAsync(Compilations.Create(
            """
            class RemoteAttribute : System.Attribute;
            class C { [Remote] void M(ref int x) { } }
            """,
            Compilations.Platform));
        Assert.Empty(found);
    }
}
