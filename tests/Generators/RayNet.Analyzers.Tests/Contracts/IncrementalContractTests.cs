using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Analyzers.Contracts;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Contracts;
using RayNet.Roslyn;
using RayNet.Roslyn.Incremental;

namespace RayNet.Analyzers.Tests.Contracts;

/// <summary>After an edit, only the files are read again that it can have changed, and what is kept says what reading all would say.</summary>
public sealed class IncrementalContractTests
{
    private static readonly string[] Project =
    [
        "namespace Shop; public static class Tasks { [Remote] public static Order Buy(Order order, Size size) => order; }",
        "namespace Shop; public static class Others { [Remote] public static int Add(int x, int y) => x + y; }",
        "namespace Shop; public class Order : Entity { public string Note { get; set; } = \"\"; public Line? First { get; set; } }",
        "namespace Shop; public abstract class Entity { public int Id { get; set; } }",
        "namespace Shop; public record struct Line(int Count, Amount Price);",
        "global using Amount = decimal;",
        "namespace Shop; public enum Size { Small = Sizes.Smallest, Large }",
        "namespace Shop; public static class Sizes { public const int Smallest = 1; }",
        "namespace Shop; [Actor] public sealed partial class Basket { public int Count(Line line) => 1; }",
        "namespace Shop; public sealed partial class Basket { }",
        "namespace Elsewhere; public sealed class Unused { public int Value { get; set; } }",
        "public static class Unrelated { public static int Value() { return 1; } }",
    ];

    /// <summary>Edits that change the contract of a file which they do not touch, and edits that change nothing.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { "a member", "string Note", "string Text" },
        { "a member of a base class", "int Id", "long Id" },
        { "a member of a member", "int Count,", "long Count," },
        { "a global alias", "Amount = decimal", "Amount = double" },
        { "a constant behind an enum", "Smallest = 1", "Smallest = 2" },
        { "a base class", "class Order : Entity", "class Order" },
        { "the form of a type", "record struct Line", "record Line" },
        { "another part of an actor", "partial class Basket { }", "partial class Basket { public string Name() => \"\"; }" },
        { "a type that hides another", "namespace Shop; public static class Others {", "namespace Shop; public static class Tasks2 { } public class Decimal { public int Whole { get; set; } } public static class Others {" },
        { "a nested type that hides another", "public abstract class Entity {", "public abstract class Entity { public sealed record Line(string Text);" },
        { "a type in a nearer namespace", "namespace Elsewhere;", "namespace Shop;" },
        { "a type that is gone", "public record struct Line(int Count, Amount Price);", "" },
        { "an attribute", "public class Order", "[MaxDepth(3)] public class Order" },
        { "a body", "return 1;", "return 2;" },
        { "a comment", "namespace Elsewhere;", "/* here */ namespace Elsewhere;" },
        { "a global static using", "global using Amount = decimal;", "global using Amount = decimal; global using static Shop.Sizes;" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void What_is_kept_is_what_would_be_read(string what, string old, string replacement)
    {
        CSharpCompilation before = Create(Project);
        string[] first = Read(before);
        CSharpCompilation after = Edit(before, old, replacement);
        string[] second = Read(after);
        Assert.Equal(Read(Fresh(after)), second);
        Assert.Equal(what is "a body" or "a comment" or "a type in a nearer namespace" or "a type that hides another" or "a global static using", first.SequenceEqual(second));

        // And back, as by an undo.
        Assert.Equal(first, Read(Undo(after, before)));
    }

    [Theory]
    [InlineData("x + y", "x - y", 0)]
    [InlineData("return 1;", "return 2;", 0)]
    [InlineData("int Add(int x, int y)", "int Add(int x, int y, int z)", 1)]
    [InlineData("class Unused", "class Useless", 1)]
    [InlineData("Smallest = 1", "Smallest = 2", 3)]
    [InlineData("decimal", "double", 12)]
    public void An_edit_costs_the_files_that_depend_on_it(string old, string replacement, int read)
    {
        CSharpCompilation before = Create(Project);
        HashSet<object> versions = [.. Versions(before)];
        Assert.Equal(Project.Length + 1, versions.Count);
        Assert.Equal(read, Versions(Edit(before, old, replacement)).Count(version => !versions.Contains(version)) - (old == "decimal" ? 1 : 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Many_edits(int seed)
    {
        var random = new Random(seed);
        (string Old, string New)[] edits = [.. Edits.Select(row => ((string, string))(row.Data.Item2, row.Data.Item3)).Where(edit => edit.Item2.Length > 0)];
        CSharpCompilation compilation = Create(Project);
        int changes = 0;
        string[] last = [];
        for (int i = 0; i < 60; i++)
        {
            (string old, string replacement) = edits[random.Next(edits.Length)];
            compilation = Contains(compilation, replacement) ? Edit(compilation, replacement, old) : Contains(compilation, old) ? Edit(compilation, old, replacement) : compilation;
            string[] now = Read(compilation);
            Assert.Equal(Read(Fresh(compilation)), now);
            changes += now.SequenceEqual(last) ? 0 : 1;
            last = now;
        }

        Assert.True(changes > 20, $"{changes} edits changed something.");
    }

    private static CSharpCompilation Create(IEnumerable<string> files)
    {
        CSharpCompilation empty = Compilations.Create(string.Empty);
        return empty.RemoveSyntaxTrees(empty.SyntaxTrees.Where(tree => tree.FilePath == "Source.cs"))
            .AddSyntaxTrees([.. files.Select((text, index) => Parse(text, $"File{index}.cs"))]);
    }

    /// <summary>The same text in files that nothing is known of.</summary>
    private static CSharpCompilation Fresh(CSharpCompilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees([.. compilation.SyntaxTrees.Select(tree => Parse(tree.ToString(), tree.FilePath))]);

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions, path);

    private static bool Contains(CSharpCompilation compilation, string text) => compilation.SyntaxTrees.Any(tree => tree.ToString().Contains(text, StringComparison.Ordinal));

    private static CSharpCompilation Edit(CSharpCompilation compilation, string old, string replacement)
    {
        SyntaxTree tree = compilation.SyntaxTrees.First(candidate => candidate.ToString().Contains(old, StringComparison.Ordinal));
        return compilation.ReplaceSyntaxTree(tree, Parse(tree.ToString().Replace(old, replacement, StringComparison.Ordinal), tree.FilePath));
    }

    private static CSharpCompilation Undo(CSharpCompilation after, CSharpCompilation before)
    {
        SyntaxTree edited = after.SyntaxTrees.Single(tree => !before.ContainsSyntaxTree(tree));
        return after.ReplaceSyntaxTree(edited, Parse(before.SyntaxTrees.Single(tree => !after.ContainsSyntaxTree(tree)).ToString(), edited.FilePath));
    }

    private static string[] Read(CSharpCompilation compilation)
    {
        Contract contract = ContractMemory.Read(compilation, KnownSymbols.For(compilation)!, TestContext.Current.CancellationToken);
        return [contract.IsComplete ? "complete" : "incomplete", .. Contracting.Lines(ContractFile.Write(contract.Entries))];
    }

    private static IEnumerable<object> Versions(CSharpCompilation compilation)
    {
        var map = DeclarationMap.Of(compilation, TestContext.Current.CancellationToken);
        return compilation.SyntaxTrees.Select(map.VersionOf);
    }
}
