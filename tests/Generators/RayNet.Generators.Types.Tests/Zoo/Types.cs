using System.Collections.Immutable;
using System.Runtime.Serialization;
using MessagePack;
using RayNet;

namespace Zoo;

public enum Color
{
    Red,
    Green = 7,
}

[Flags]
public enum Wide : ulong
{
    None,
    Top = 1UL << 63,
}

public class Person
{
    public string Name { get; set; } = "nobody";

    public int Age { get; set; }

    public List<string>? Tags { get; set; }
}

public readonly record struct Point(int X, int Y);

public struct Money
{
    public decimal Amount;

    public string Currency { get; set; }

    public int[]? History { get; set; }
}

public sealed record Order(int Id, Person Customer, Color? Color = Zoo.Color.Green, string Note = "none", double Factor = double.NaN)
{
    public DateTime Created { get; init; }

    public Dictionary<string, Money> Lines { get; init; } = [];
}

public readonly struct ReadOnlyPair(int left, int[] right)
{
    public int Left { get; } = left;

    public int[] Right { get; } = right;
}

public abstract class Base
{
    public Guid Id { get; init; }

    public virtual int Level { get; set; }
}

public sealed class Derived : Base
{
    public override int Level { get; set; }

    public string? Extra { get; set; }
}

public record Box<T>(T Value);

public class Keyed
{
    [Key(4)]
    public int Fourth { get; set; }

    [Key(1)]
    public string? First { get; set; }
}

public class Defaults(int size = 3, string unit = "m\"", float ratio = 1.5f)
{
    public int Size { get; } = size;

    public string Unit { get; } = unit;

    public float Ratio { get; } = ratio;
}

public class Ignoring
{
    private readonly int[] _items = [1];

    [NonSerialized]
    private readonly object _gate = new();

    public Ignoring()
    {
    }

    public Ignoring(int[] items) => _items = items;

    public int[] Items => _items;

    [IgnoreMember]
    public object Gate => _gate;

    [IgnoreDataMember]
    public Action? OnChange { get; set; }

    public int Count => _items.Length;
}

public class Required
{
    public required string Name { get; init; }

    public required int Size { get; set; }

    public int Optional { get; set; } = 5;
}

public class RequiredByConstructor(string name)
{
    public required string Name { get; set; } = name;
}

public sealed class @class
{
    public int @ref { get; set; }

    public string? @event;
}

public static class Outer
{
    public sealed class Nested<T>
    {
        public T? Value { get; set; }
    }
}

public sealed class Backed
{
    private string _name = "";

    public string Name
    {
        get => _name;
        set => _name = value ?? "";
    }
}

public class Empty;

public sealed class Fields
{
    public int A;
    public readonly int B;
    public int[] C = [];

    public Fields(int b) => B = b;
}

public readonly record struct Pair<TLeft, TRight>(TLeft Left, TRight Right);

[Union(0, typeof(Circle))]
[Union(7, typeof(Square))]
public abstract class Shape
{
    public string? Label { get; set; }
}

public sealed class Circle : Shape
{
    public double Radius { get; set; }
}

public class Square : Shape
{
    public int Side { get; set; }
}

public sealed class Rounded : Square;

[Union(0, typeof(Cat))]
[Union(1, typeof(Spot))]
public interface IAnimal;

public sealed record Cat(string Name) : IAnimal;

public struct Spot : IAnimal
{
    public int[] Places { get; set; }
}

[Immutable]
[Union(0, typeof(Ice))]
public abstract record Frozen;

public sealed record Ice(int Degrees) : Frozen;

[MaxDepth(20)]
[Union(0, typeof(Constant))]
[Union(1, typeof(Sum))]
public abstract record Expression;

public sealed record Constant(double Value) : Expression;

public sealed record Sum(Expression Left, Expression Right) : Expression;

[MaxDepth(10)]
public sealed class Node
{
    public int Value { get; set; }

    public Node? Next { get; set; }
}

[MaxDepth(8)]
public sealed class Tree
{
    public string Name { get; set; } = "";

    public List<Tree> Children { get; set; } = [];
}

[MaxDepth(5)]
public sealed class Ping
{
    public Pong? Pong { get; set; }
}

public sealed class Pong
{
    public Ping? Ping { get; set; }
}

[MaxDepth(6)]
public sealed record ImmutableTree(int Value, ImmutableArray<ImmutableTree> Children);

[MaxDepth(400)]
public sealed class Deep
{
    public Dictionary<string, Deep[]> Next { get; set; } = [];
}

[MaxDepth(3)]
public sealed class Folder
{
    public Dictionary<string, Folder> Folders { get; set; } = [];
}

public sealed class WithReferences
{
    public ObjectRef<int>? Reference { get; set; }

    public ActorHandle<Person>? Handle { get; set; }
}
