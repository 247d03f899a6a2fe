namespace RayNet.Analyzers.Tests.Contracts;

/// <summary>RN3002: values of earlier builds that would be lost or misread, and RN3003: what they do without.</summary>
public sealed class TypeContractTests
{
    private const string Task = "\npublic static class Tasks { [Remote(Id = \"a\")] public static int A(Data data) => 1; }";

    [Theory]
    [InlineData("record Data(int A, string B);", "record {|RN3002:Data|}(int A);", "'Data.B' (#1) is gone")]
    [InlineData("record Data(int A, string B);", "record Data(int A, string {|RN3002:C|});", "'Data.C' (#1) has the place of 'Data.B' (#1)")]
    [InlineData("record Data(int A, string B);", "record Data(int A, int {|RN3002:B|});", "'Data.B' was 'string' and is 'int'")]
    [InlineData("record Data(int A, int B);", "record Data(int {|RN3002:B|}, int {|RN3002:A|});", "'Data.A' has moved from #0 to #1")]
    [InlineData("record Data(int A);", "record Data(int A, int {|RN3002:B|});", "'Data.B' (#1) is new and required")]
    [InlineData("class Data { [Key(0)] public int A { get; set; } [Key(1)] public int B { get; set; } }", "class Data { [Key(0)] public int A { get; set; } [Key(2)] public int {|RN3002:B|} { get; set; } }", "'Data.B' has moved from #1 to #2")]
    [InlineData("class Data { [Key(0)] public int A { get; set; } [Key(2)] public int B { get; set; } }", "class Data { [Key(0)] public int A { get; set; } [Key(1)] public int {|RN3002:C|} { get; set; } [Key(2)] public int B { get; set; } }", "'Data.C' (#1) is new and stands before others")]
    [InlineData("record Data(int A);", "record struct {|RN3002:Data|}(int A);", "'Data' was a class and is a struct")]
    [InlineData("enum Data { A, B }", "enum Data : byte { A, B }", "")]
    [InlineData("enum Data { A, B }", "enum Data { {|RN3002:B|}, {|RN3002:A|} }", "'Data.A' was 0 and is 1")]
    [InlineData("enum Data { A, B }", "enum {|RN3002:Data|} { A }", "'Data.B' is gone: earlier builds still send 1")]
    [InlineData("[MaxDepth(9)] class Data { public Data? Next { get; set; } }", "[MaxDepth(8)] class {|RN3002:Data|} { public Data? Next { get; set; } }", "'Data' may nest 8 deep, and could 9")]
    [InlineData("[Union(0, typeof(X))] interface Data; public sealed class X : Data; public sealed class Y : Data;", "[Union(0, typeof(Y))] interface {|RN3002:Data|}; public sealed class X : Data; public sealed class {|RN3003:Y|} : Data;", "'Y' (#0) has the place of 'X' (#0)")]
    [InlineData("[Union(0, typeof(X))] [Union(1, typeof(Y))] interface Data; public sealed class X : Data; public sealed class Y : Data;", "[Union(0, typeof(X))] interface {|RN3002:Data|}; public sealed class X : Data; public sealed class Y : Data;", "'Y' (#1) is gone")]
    [InlineData("[Union(0, typeof(X))] interface Data; public sealed class X : Data;", "[Union(1, typeof(X))] interface {|RN3002:Data|}; public sealed class X : Data;", "'X' has moved from #0 to #1")]
    public Task RN3002_breaking(string before, string after, string clause) => clause.Length == 0
        ? Contracting.ExpectAsync(Declare(before), Declare(after.Replace("Data", "{|RN3002:Data|}", StringComparison.Ordinal)), "was an enum of int and is an enum of byte")
        : Contracting.ExpectAsync(Declare(before), Declare(after), clause);

    [Theory]
    [InlineData("record Data(int A);", "record Data(int A, int {|RN3003:B|} = 3);")]
    [InlineData("class Data { public int A { get; set; } }", "class Data { public int A { get; set; } public string? {|RN3003:B|} { get; set; } }")]
    [InlineData("class Data { [Key(0)] public int A { get; set; } [Key(1)] public int B { get; set; } }", "class Data { [Key(1)] public int B { get; set; } [Key(0)] public int A { get; set; } }")]
    [InlineData("record Data(int A);", "record Data(int {|RN3003:A|} = 3);")]
    [InlineData("record Data(string? A);", "record Data(string A) { public int Twice => 2; public static int C { get; set; } }")]
    [InlineData("enum Data { A }", "enum Data { A, {|RN3003:B|} }")]
    [InlineData("enum Data { A }", "enum Data { {|RN3003:B|} }")]
    [InlineData("[MaxDepth(8)] class Data { public Data? Next { get; set; } }", "[MaxDepth(9)] class {|RN3003:Data|} { public Data? Next { get; set; } }")]
    [InlineData("[Union(0, typeof(X))] interface Data; public sealed class X : Data;", "[Union(0, typeof(X))] [Union(1, typeof(Y))] interface {|RN3003:Data|}; public sealed class X : Data; public sealed class {|RN3003:Y|} : Data;")]
    public Task Compatible(string before, string after) => Contracting.ExpectAsync(Declare(before), Declare(after));

    [Fact]
    public async Task A_number_that_was_given_up_is_never_used_for_something_else()
    {
        const string Recorded = "class Data { [Key(0)] public int A { get; set; } [Key(1)] public string? B { get; set; } }";
        const string Without = "class Data { [Key(0)] public int A { get; set; } }";
        string file = await Contracting.AcceptAllAsync(Contracting.Record(Declare(Recorded)), Declare(Without));
        Assert.Contains("reserved member Data #1 B : string", Contracting.Lines(file));
        Assert.Empty(await Contracting.CheckAsync(file, Declare(Without)));

        string reuse = Declare("class Data { [Key(0)] public int A { get; set; } [Key(1)] public Guid C { get; set; } }");
        Assert.Contains("has a number that 'Data.B' (#1) once had", Assert.Single(await Contracting.CheckAsync(file, reuse)).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(Contracting.Lines(Contracting.Record(reuse)), Contracting.Lines(await Contracting.AcceptAllAsync(file, reuse)));

        Assert.Equal(["RN3003"], (await Contracting.CheckAsync(file, Declare(Recorded))).Select(diagnostic => diagnostic.Id));
        Assert.Equal(Contracting.Lines(Contracting.Record(Declare(Recorded))), Contracting.Lines(await Contracting.AcceptAllAsync(file, Declare(Recorded))));
    }

    [Fact]
    public Task A_type_deep_inside_another() => Contracting.ExpectAsync(
        "public sealed record Inner(int X); public sealed record Data(Dictionary<string, List<Inner?[]>> Items);" + Task,
        "public sealed record Inner(long {|RN3002:X|}); public sealed record Data(Dictionary<string, List<Inner?[]>> Items);" + Task);

    [Fact]
    public Task A_type_behind_a_reference_and_in_a_generic_one() => Contracting.ExpectAsync(
        "public sealed record Page<T>(T Item); public sealed record Inner(int X); public sealed record Data(ObjectRef<Page<Inner>> Items);" + Task,
        "public sealed record Page<T>(T Item, int {|RN3003:Number|} = 0); public sealed record Inner(long {|RN3002:X|}); public sealed record Data(ObjectRef<Page<Inner>> Items);" + Task);

    /// <summary>A public type, whose attributes stand before the word.</summary>
    private static string Declare(string type)
    {
        int start = type.StartsWith('[') ? type.LastIndexOf(")] ", StringComparison.Ordinal) + 3 : 0;
        return "using MessagePack;\n" + type.Insert(start, "public ") + Task;
    }
}
