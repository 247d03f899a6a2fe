namespace RayNet.Generators.Types.Tests;

public sealed class ImmutabilityTests
{
    [Theory]
    [InlineData("int")]
    [InlineData("string?")]
    [InlineData("decimal")]
    [InlineData("DateOnly")]
    [InlineData("Uri")]
    [InlineData("BigInteger")]
    [InlineData("DayOfWeek")]
    [InlineData("int?")]
    [InlineData("(int A, string B)")]
    [InlineData("(int, int, int, int, int, int, int, int, int)")]
    [InlineData("Tuple<int, string>")]
    [InlineData("KeyValuePair<int, string>")]
    [InlineData("ImmutableArray<string>")]
    [InlineData("ImmutableDictionary<string, ImmutableList<int>>")]
    [InlineData("FrozenSet<Guid>")]
    [InlineData("Vector3")]
    [InlineData("ActorHandle<Plain>", "public sealed class Plain { public List<int> Items = []; }")]
    [InlineData("Point", "public sealed record Point(int X, int Y);")]
    [InlineData("Point", "public struct Point { public int X; public string Y { get; set; } }")]
    [InlineData("Point", "public readonly record struct Point(int X, int? Y);")]
    [InlineData("Sub", "public abstract record Base(int Id); public sealed record Sub(int Id, string Name) : Base(Id);")]
    [InlineData("Box<string>", "public sealed record Box<T>(T Value);")]
    [InlineData("P", "public sealed class P(int x) { public int X { get; } = x; }")]
    [InlineData("Trusted", "[Immutable] public class Trusted { public List<int> Items { get; init; } = []; }")]
    [InlineData("Tree", "[MaxDepth(9)] public sealed record Tree(int Value, Tree? Left, Tree? Right);")]
    public void Proved(string type, string declarations = "")
    {
        var use = Source.Use(type, declarations);
        Assert.Empty(use.Problems);
        Assert.True(use.IsImmutable);
        Assert.Null(use.CopyMethod);
    }

    [Theory]
    [InlineData("int[]")]
    [InlineData("ObjectRef<float[]>")]
    [InlineData("ObjectRef")]
    [InlineData("Wrapper", "public sealed record Wrapper(ObjectRef<int[]> Data);")]
    [InlineData("List<int>")]
    [InlineData("IEnumerable<int>")]
    [InlineData("ReadOnlyMemory<byte>")]
    [InlineData("StringBuilder")]
    [InlineData("(int, int[])")]
    [InlineData("ImmutableArray<int[]>")]
    [InlineData("Open", "public record Open(int X);")]
    [InlineData("Settable", "public sealed class Settable { public int X { get; set; } }")]
    [InlineData("Field", "public sealed class Field { public int X; }")]
    [InlineData("Holder", "public sealed record Holder(List<int> Items);")]
    [InlineData("Point", "public struct Point { public int[] Items; }")]
    [InlineData("Box<int[]>", "public sealed record Box<T>(T Value);")]
    [InlineData("Sub", "public class Base { public int X { get; set; } } public sealed class Sub : Base;")]
    [InlineData("Hidden", "public sealed class Hidden { [NonSerialized] private int _cache; public int X { get; init; } }")]
    [InlineData("Captured", "public sealed class Captured(int count) { public int Count => count; public void Add() => count++; }")]
    [InlineData("Event", "public sealed class Event { public event Action? Changed; public int X { get; init; } }")]
    [InlineData("Shape", "[Union(0, typeof(Circle))] public abstract record Shape; public sealed record Circle(int R) : Shape;")]
    public void NotProved(string type, string declarations = "")
    {
        var use = Source.Use(type, declarations);
        Assert.Empty(use.Problems);
        Assert.False(use.IsImmutable);
        Assert.NotNull(use.CopyMethod);
    }

    [Theory]
    [InlineData("ReadOnlyMemory<float>", true)]
    [InlineData("ReadOnlyMemory<int[]>", false)]
    [InlineData("Memory<float>", false)]
    public void SharedWhenStored(string type, bool expected) => Assert.Equal(expected, Source.Use(type).IsSharedWhenStored);
}
