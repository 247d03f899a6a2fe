namespace RayNet.Generators.Types.Tests;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("Action")]
    [InlineData("Func<int, int>")]
    [InlineData("System.IO.Stream")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.Threading.Tasks.Task<int>")]
    [InlineData("System.Threading.Tasks.ValueTask<int>")]
    [InlineData("System.Threading.CancellationToken")]
    [InlineData("System.Threading.CancellationTokenSource")]
    [InlineData("System.Threading.Lock")]
    [InlineData("System.Threading.Thread")]
    [InlineData("nint")]
    [InlineData("int*")]
    [InlineData("delegate*<int, void>")]
    [InlineData("Span<int>")]
    [InlineData("object")]
    [InlineData("dynamic")]
    [InlineData("TOpen")]
    [InlineData("Type")]
    [InlineData("System.Linq.IQueryable<int>")]
    [InlineData("System.Linq.IGrouping<int, int>")]
    [InlineData("System.Linq.Expressions.Expression<Func<int>>")]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Reflection.MethodInfo")]
    [InlineData("Exception")]
    [InlineData("Lazy<int>")]
    [InlineData("IServiceProvider")]
    [InlineData("IAsyncEnumerable<int>")]
    [InlineData("IEnumerator<int>")]
    [InlineData("System.Collections.IEnumerable")]
    [InlineData("System.Collections.ArrayList")]
    [InlineData("System.Data.DataTable")]
    [InlineData("int[,,,,]")]
    [InlineData("IDisposable")]
    [InlineData("ObjectRefStream<int>")]
    [InlineData("RayContext")]
    public void PlatformTypeCannotTravel(string type)
    {
        var problem = Assert.Single(Source.Use(type).Problems);
        Assert.Equal("RN1004", problem.DiagnosticId);
        Assert.Equal("", problem.Path);
        Assert.NotEmpty(problem.Reason);
        Assert.False(problem.Remedy.EndsWith('.'), problem.Remedy);
    }

    [Theory]
    [InlineData("Order", "public class Order { public Customer C { get; set; } = null!; } public class Customer { public Action? OnChange { get; set; } }", "RN1004 .C.OnChange System.Action")]
    [InlineData("List<Order>", "public class Order { public Dictionary<string, System.IO.Stream> Files = []; }", "RN1004 [].Files[].Value System.IO.Stream")]
    [InlineData("Order", "public class Base { public Delegate? D; } public class Order : Base;", "RN1004 .D System.Delegate")]
    [InlineData("Box<nint>", "public record Box<T>(T Value);", "RN1004 .Value nint")]
    [InlineData("(int A, object B)", "", "RN1004 .Item2 object")]
    [InlineData("Shape", "[Union(0, typeof(Circle))] public abstract class Shape; public sealed class Circle : Shape { public object? Tag; }", "RN1004 (Circle).Tag object")]
    [InlineData("Shape", "public abstract class Shape;", "RN1004  Shape")]
    [InlineData("IShape", "public interface IShape;", "RN1004  IShape")]
    [InlineData("P", "public class P { public int X { get; } public int Twice => X * 2; }", "RN1004 .X int")]
    [InlineData("P", "public class P { public int X { get; private set; } }", "RN1004 .X int")]
    [InlineData("P", "public class P { private int _count; public int Total => _count; public void Add() => _count++; }", "RN1004 ._count int")]
    [InlineData("P", "public class P { private readonly object _gate = new(); public int X { get; set; } }", "RN1004 ._gate object")]
    [InlineData("P", "public class P { internal int X { get; set; } }", "RN1004 .X int")]
    [InlineData("P", "public class P { public P(int other) { } }", "RN1004  P")]
    [InlineData("P", "public class P { private P() { } }", "RN1004  P")]
    [InlineData("P", "file class P;", "RN1004  P")]
    [InlineData("Orders", "public class Orders : List<int>;", "RN1004  Orders")]
    [InlineData("Failure", "public class Failure : Exception;", "RN1004  Failure")]
    [InlineData("P", "public class P { [Key(0)] public int A; public int B; }", "RN1004 .B int")]
    [InlineData("P", "public class P { [Key(0)] public int A; [Key(0)] public int B; }", "RN1004 .A int; RN1004 .B int")]
    [InlineData("S", "[Union(0, typeof(A)), Union(0, typeof(B))] public abstract class S; public class A : S; public class B : S;", "RN1004  S")]
    [InlineData("S", "[Union(0, typeof(A))] public class S; public class A : S;", "RN1004  S")]
    [InlineData("S", "[Union(0, typeof(string))] public interface S;", "RN1004  S")]
    [InlineData("Unknown", "", "  Unknown")]
    public void PathLeadsToTheType(string type, string declarations, string expected) => Assert.Equal(expected, Source.Problems(type, declarations));

    [Theory]
    [InlineData("Node", "public class Node { public Node? Next { get; set; } }", "RN1005 .Next Node")]
    [InlineData("Node", "public class Node { public List<Node> Children { get; set; } = []; }", "RN1005 .Children[] Node")]
    [InlineData("A", "public class A { public B? B { get; set; } } public class B { public A[] As { get; set; } = []; }", "RN1005 .B.As[] A")]
    [InlineData("Expr", "[Union(0, typeof(Add))] public abstract record Expr; public sealed record Add(Expr Left, Expr Right) : Expr;", "RN1005 (Add).Left Expr; RN1005 (Add).Right Expr")]
    [InlineData("Node", "[MaxDepth(5)] public class Node { public Node? Next { get; set; } }", "")]
    [InlineData("A", "[MaxDepth(5)] public class A { public B? B { get; set; } } public class B { public A[] As { get; set; } = []; }", "")]
    [InlineData("A", "[MaxDepth(5)] public class A { public B? B { get; set; } } public class B { public A? A { get; set; } public B? Other { get; set; } }", "RN1005 .B.Other B")]
    [InlineData("N<int>", "[MaxDepth(5)] public class N<T> { public N<List<T>>? Next { get; set; } }", null)]
    [InlineData("N<int>", "[MaxDepth(5)] public class N<T> { public N<(T, T, T)>? Next { get; set; } }", null)]
    [InlineData("O<int>.I", "public class O<T> { [MaxDepth(5)] public class I { public O<T[]>.I? Next { get; set; } } }", null)]
    public void CyclesNeedMaxDepth(string type, string declarations, string? expected)
    {
        string problems = Source.Problems(type, declarations);
        Assert.True(expected is null ? problems.StartsWith("RN1004 .Next.Next", StringComparison.Ordinal) : problems == expected, problems);
    }

    [Theory]
    [InlineData("P", "public class P { public int X { get; set; } public int Twice => X * 2; [IgnoreMember] public Action? A { get; set; } [NonSerialized] private int _cache; }")]
    [InlineData("P", "public class P { private string _name = \"\"; public string Name { get => _name; set => _name = value; } }")]
    [InlineData("P", "public class P { public P(int ID) => Id = ID; public int Id { get; } }")]
    [InlineData("P", "public class P(IEnumerable<int> items) { public List<int> Items { get; } = [.. items]; }")]
    [InlineData("P", "internal sealed class P { public int X { get; internal set; } }")]
    [InlineData("P", "public readonly struct P { private readonly int _v; public P(int value) => _v = value; public int Value => _v; [IgnoreDataMember] private readonly int _w; }")]
    [InlineData("Sub", "public class Base { public virtual int X { get; set; } } public class Sub : Base { public override int X { get; set; } }")]
    public void FineAsItIs(string type, string declarations) => Assert.Equal("", Source.Problems(type, declarations));
}
