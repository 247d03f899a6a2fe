using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Generators.Tests.Harness;

namespace RayNet.Generators.Tests;

/// <summary>What the generator keeps from one edit to the next is what it would make of the project anew.</summary>
public sealed class IncrementalEditTests
{
    private static readonly string[] Project =
    [
        "namespace Shop; public static class Tasks { [Remote] public static Order Buy(Order order, Size size = Size.Large) => order; }",
        "namespace Shop; public static class Others { [Remote(NumCpus = Sizes.Smallest)] public static int Add(int x, int y) => x + y; public static void Body() { Ray.Put(Made.Box()); } }",
        "namespace Shop; public sealed record Order(int Id, string Note, Line? First);",
        "namespace Shop; public record struct Line(int Count, Amount Price);",
        "global using Amount = decimal;",
        "namespace Shop; public enum Size { Small = Sizes.Smallest, Large }",
        "namespace Shop; public static class Sizes { public const int Smallest = 1; }",
        "namespace Shop; [Actor] public sealed partial class Basket(int start) : Base { public int Count(Line line) => start; }",
        "namespace Shop; public sealed partial class Basket { }",
        "namespace Shop; public abstract class Base { public string Inherited() => \"\"; }",
        "namespace Shop; public static class Made { public static Crate Box() => new(); }",
        "namespace Shop; public sealed class Crate { public int Weight { get; set; } }",
        "public static class Unrelated { public static int Value() { return 1; } }",
    ];

    private static readonly (string Old, string New)[] Edits =
    [
        ("string Note", "string Text"),
        ("string Note", "System.IO.Stream Note"),
        ("int Count,", "long Count,"),
        ("Amount = decimal", "Amount = double"),
        ("Smallest = 1", "Smallest = 2"),
        ("Large }", "Large, Huge }"),
        ("partial class Basket { }", "partial class Basket { public int Sum(int x) => x; }"),
        ("public string Inherited()", "public int Inherited()"),
        ("Crate Box()", "Order[] Box()"),
        ("int Weight { get; set; }", "int[] Weight { get; set; } = [];"),
        ("return 1;", "return 2;"),
        ("int Add(int x, int y)", "int Add(int x, int z)"),
        ("int Add(int x,", "long Add(long x,"),
        ("public static class Unrelated {", "namespace Shop { public sealed class Amount { public int Cents { get; set; } } } public static class Unrelated {"),
        ("public static class Sizes {", "public static class Extensions { public static Order[] Box(this Made2 made) => []; } public sealed class Made2; public static class Sizes {"),
        ("Ray.Put(Made.Box())", "Ray.Put(new Made2().Box())"),
    ];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Many_edits(int seed)
    {
        var random = new Random(seed);
        GeneratorRun run = GeneratorRun.Start(Create(Project), trackSteps: false);
        int written = 0;
        for (int i = 0; i < 40; i++)
        {
            CSharpCompilation input = run.Input;
            (string old, string replacement) = Edits[random.Next(Edits.Length)];
            input = Contains(input, replacement) ? Edit(input, replacement, old) : Contains(input, old) ? Edit(input, old, replacement) : input;
            GeneratorRun next = run.Then(input);
            written += Texts(next).SequenceEqual(Texts(run)) ? 0 : 1;
            Assert.Equal(Texts(GeneratorRun.Start(Create(input.SyntaxTrees.Select(tree => tree.ToString())), trackSteps: false)), Texts(next));
            run = next;
        }

        Assert.True(written > 10, $"{written} edits changed something.");
    }

    private static CSharpCompilation Create(IEnumerable<string> files) =>
        Compilations.Create([.. files.Select(static text => text.StartsWith(Usings, StringComparison.Ordinal) || text.StartsWith("global", StringComparison.Ordinal) ? text : Usings + text)]);

    private const string Usings = "using RayNet;\n";

    private static bool Contains(CSharpCompilation compilation, string text) => compilation.SyntaxTrees.Any(tree => tree.ToString().Contains(text, StringComparison.Ordinal));

    private static CSharpCompilation Edit(CSharpCompilation compilation, string old, string replacement)
    {
        SyntaxTree tree = compilation.SyntaxTrees.First(candidate => candidate.ToString().Contains(old, StringComparison.Ordinal));
        return compilation.ReplaceSyntaxTree(tree, Compilations.Parse(tree.ToString().Replace(old, replacement, StringComparison.Ordinal), tree.FilePath));
    }

    private static IEnumerable<string> Texts(GeneratorRun run) =>
        run.Result.GeneratedSources.OrderBy(static source => source.HintName, StringComparer.Ordinal).Select(static source => source.HintName + source.SourceText);
}
