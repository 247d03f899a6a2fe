using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Tests.Harness;
using RayNet.Contracts;

namespace RayNet.Analyzers.Tests.Contracts;

/// <summary>What the contracts file holds, and when it is written.</summary>
public sealed class ContractTests
{
    private const string Shop = """
        using MessagePack;
        namespace Shop;
        public enum Size : byte { Small, Large = 4 }
        public sealed record Order(int Id, List<Line> Lines, string? Note = null);
        public readonly record struct Line(string Product, Size Size);
        [Union(1, typeof(Circle))] public interface IShape;
        [MaxDepth(8)] public sealed class Circle : IShape { [Key(0)] public double Radius { get; set; } [Key(3)] public Circle? Inner { get; set; } }
        public static class Tasks
        {
            [Remote] public static decimal Total(Order order, CancellationToken token = default) => 0;
            [Remote(SplitReturns = true)] public static (int, string) Parts() => (1, "");
            [Remote] internal static async IAsyncEnumerable<IShape> Shapes(ObjectRef<Order> order) { await Task.Yield(); yield break; }
        }
        [Actor(Id = "store")] public sealed class Store(int size) { public Task PutAsync(Order order) => Task.FromResult(size); }
        """;

    [Fact]
    public void The_file_has_a_line_for_everything_that_other_builds_rely_on() => Assert.Equal(
        [
            "type Shop.Circle : class, depth 8",
            "member Shop.Circle #0 Radius : double",
            "member Shop.Circle #3 Inner : Shop.Circle",
            "type Shop.IShape : union",
            "case Shop.IShape #1 Shop.Circle",
            "type Shop.Line : struct",
            "member Shop.Line #0 Product : string",
            "member Shop.Line #1 Size : Shop.Size",
            "type Shop.Order : class",
            "member Shop.Order #0 Id : int, required",
            "member Shop.Order #1 Lines : System.Collections.Generic.List<Shop.Line>, required",
            "member Shop.Order #2 Note : string",
            "enum Shop.Size : byte",
            "value Shop.Size.Small = 0",
            "value Shop.Size.Large = 4",
            "actor Shop.Store #",
            "constructor Shop.Store(int) #",
            "method Shop.Store.PutAsync(Shop.Order) #",
            "task Shop.Tasks.Parts() -> parts of System.ValueTuple<int, string> #",
            "task Shop.Tasks.Shapes(RayNet.ObjectRef<Shop.Order>) -> stream of Shop.IShape #",
            "task Shop.Tasks.Total(Shop.Order) -> decimal #",
        ],
        Contracting.Lines(Contracting.Record(Shop))
            .Select(line => line.Contains(") ", StringComparison.Ordinal) || line.StartsWith("actor", StringComparison.Ordinal) ? line[..(line.LastIndexOf('#') + 1)] : line));

    [Fact]
    public void The_file_reads_as_it_was_written()
    {
        string text = Contracting.Record(Zoo.Source);
        ContractFile file = ContractFile.Parse(text);
        Assert.Empty(file.Unreadable);
        Assert.Equal(text, ContractFile.Write(file.Entries));
        Assert.Equal(text, ContractFile.Write(file.Entries.Reverse()));
        Assert.Equal(text, ContractFile.Change(text.Replace("\n", "\r\n", StringComparison.Ordinal), [], []));
    }

    [Fact]
    public async Task Nothing_is_said_without_the_file() => Assert.Empty(await Analysis.RunAsync(Generated.AddTo(Compilations.Create(Zoo.Source))));

    [Fact]
    public async Task Nothing_is_said_when_everything_is_recorded() => Assert.Empty(await Contracting.CheckAsync(Contracting.Record(Zoo.Source), Zoo.Source));

    [Fact]
    public async Task An_empty_file_asks_for_everything_and_gets_it()
    {
        ImmutableArray<Diagnostic> found = await Contracting.CheckAsync("", Zoo.Source);
        Assert.NotEmpty(found);
        Assert.All(found, diagnostic => Assert.Equal(("RN3003", true), (diagnostic.Id, diagnostic.Location.IsInSource)));
        Assert.Equal(Contracting.Record(Zoo.Source), await Contracting.AcceptAllAsync("", Zoo.Source));
    }

    [Fact]
    public async Task A_fix_records_one_change_and_keeps_comments()
    {
        const string Source = "public static class Tasks { [Remote] public static int A(int x) => x; [Remote] public static int B(int x) => x; }";
        (string title, string text) = await Contracting.AcceptFirstAsync("# ours\n", Source, "RN3003");
        Assert.Equal("Record it in RayNet.Contracts.txt", title);
        string[] lines = text.Split('\n');
        Assert.Equal(["# ours", Contracting.Lines(Contracting.Record(Source))[0], ""], lines[1..]);
    }

    [Theory]
    [InlineData("public static class Tasks { [Remote] public static int A(Stream x) => 1; }")]
    [InlineData("public static class Tasks { [Remote] public static int A(Missing x) => 1; }")]
    [InlineData("[Actor] public sealed class Store { public int A(ref int x) => x; }")]
    public async Task What_is_wrong_by_itself_is_not_compared(string source) =>
        Assert.Empty(await Contracting.CheckAsync(Contracting.Record("public static class Tasks { [Remote] public static int A(int x) => x; }"), source));

    [Fact]
    public async Task RN3004_lines_that_a_merge_left_are_removed()
    {
        const string Source = "public static class Tasks { [Remote] public static int A(int x) => x; }";
        string recorded = Contracting.Record(Source);
        string merged = recorded + "<<<<<<< ours\n" + Contracting.Lines(recorded)[0] + "\n";
        ImmutableArray<Diagnostic> found = await Contracting.CheckAsync(merged, Source);
        Assert.Equal([("RN3004", 2), ("RN3004", 3)], found.Select(diagnostic => (diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line)).Order());
        Assert.Equal("Remove the line from RayNet.Contracts.txt", (await Contracting.AcceptFirstAsync(merged, Source, "RN3004")).Title);
        string accepted = await Contracting.AcceptAllAsync(recorded + "<<<<<<< ours\n", Source);
        Assert.Equal(recorded, accepted);
    }

    [Fact]
    public async Task A_type_of_another_assembly_is_recorded_too()
    {
        const string Source = "public static class Tasks { [Remote] public static int A(RayNet.ActorLifetime x) => 1; }";
        Assert.Contains("enum RayNet.ActorLifetime : int", Contracting.Lines(Contracting.Record(Source)));
        Assert.Equal(Contracting.Record(Source), await Contracting.AcceptAllAsync("", Source));
    }

    [Fact]
    public Task RN3004_a_type_that_no_signature_reaches() => Contracting.ExpectAsync(
        "public sealed record Order(int Id); public static class Tasks { [Remote] public static int A(int x) => x; [Remote(Id = \"b\")] public static int B(Order x) => x.Id; }",
        "public sealed record Order(int Id); public static class Tasks { [Remote] public static int A(int x) => x; [Remote(Id = \"b\")] public static int {|RN3001:B|}(int x) => x; }",
        "no remote signature reaches 'Order' any more");
}
