using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Analyzers.Tests.Harness;

internal static class Expect
{
    /// <summary>Exactly the marked diagnostics, with these messages in source order.</summary>
    internal static async Task DiagnosticsAsync(string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        CSharpCompilation compilation = Generated.AddTo(Compilations.Create(source.Text));
        ImmutableArray<Diagnostic> found = await Analysis.RunAsync(compilation);
        string shown = string.Join(Environment.NewLine, found.Select(Analysis.Show));

        Assert.True(
            source.Marks.Order().SequenceEqual(found.Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).Order()),
            $"Expected {string.Join(", ", source.Marks.Select(mark => $"{mark.Id} at '{source.Text.AsSpan(mark.Span.Start, mark.Span.Length)}'"))}, found:{Environment.NewLine}{shown}");
        if (messages.Length > 0)
        {
            Assert.Equal(messages, found.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Legal code: neither RayNet nor the compiler objects.</summary>
    internal static async Task SilenceAsync(string source)
    {
        await DiagnosticsAsync(source);
        CSharpCompilation compilation = Generated.AddTo(Compilations.Create(source));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(Analysis.Show));
    }
}
