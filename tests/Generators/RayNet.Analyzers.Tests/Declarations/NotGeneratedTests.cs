using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Declarations;

public sealed class NotGeneratedTests
{
    private const string Library = """
        using RayNet;
        public static class Elsewhere { [Remote] public static int Add(int x, int y) => x + y; public static int Plain() => 1; }
        [Actor] public sealed class Far { public int One() => 1; }
        """;

    private const string Caller = """
        static class Program
        {
            static object A() => Elsewhere.AddRemote(1, 2);
            static object B() => Far.CreateRemote();
        }
        """;

    [Fact]
    public async Task Entry_points_that_nobody_made_are_reported()
    {
        ImmutableArray<Diagnostic> found = await RunAsync(Caller, isGenerated: false);
        Assert.Equal(["AddRemote", "CreateRemote"], found.Select(diagnostic => diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length)));
        Assert.All(found, diagnostic => Assert.Equal("RN1021", diagnostic.Id));
        Assert.Equal(
            "'Elsewhere.AddRemote' is not there: the project 'Library' has 'Elsewhere.Add' marked as remote, but RayNet's generator does not run in it; let it reference the package RayNet.Abstractions with its analyzers",
            found[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Generated_entry_points_are_silent() => Assert.Empty(await RunAsync(Caller, isGenerated: true));

    [Fact]
    public async Task Other_missing_members_are_left_to_the_compiler() => Assert.Empty(await RunAsync(
        "static class Program { static object A() => Elsewhere.PlainRemote(); static object B() => Elsewhere.NothingRemote(); static object C() => Own.AddRemote(); } static class Own;",
        isGenerated: false));

    private static Task<ImmutableArray<Diagnostic>> RunAsync(string caller, bool isGenerated)
    {
        CSharpCompilation library = Compilations.Create(Library, assembly: "Library");
        library = isGenerated ? Generated.AddTo(library) : library;
        return Analysis.RunAsync(Generated.AddTo(Compilations.Create(caller).AddReferences(library.ToMetadataReference())));
    }
}
