using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using RayNet;

namespace Zoo;

/// <summary>Brings every kind of type into a remote signature. Nothing of it is called.</summary>
public static class Keeper
{
    [Remote]
    public static int Scalars(
        bool a, byte b, sbyte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m, string n,
        Guid o, DateTime p, DateTimeOffset q, DateOnly r, TimeOnly s, TimeSpan t, Uri u, Version v, BigInteger w, Complex x, Half y) => 0;

    [Remote]
    public static int Enums(Color a, Wide b, Color? c, Color[] d, Dictionary<Color, int> e) => 0;

    [Remote]
    public static int Arrays(int[] a, string?[] b, DateTime[] c, int[][] d, int[,] e, Person[,,] f, byte[,,,] g, Person[] h, decimal[] i, Guid[] j) => 0;

    [Remote]
    public static int Collections(
        List<int> a, List<Person> b, HashSet<string> c, HashSet<int> d, SortedSet<string> e, Queue<Person> f, Stack<int> g,
        LinkedList<string> h, Dictionary<string, Person> i, Dictionary<Point, List<int>> j, SortedDictionary<string, int> k, SortedList<int, Person> l,
        List<List<int?>> m, StringBuilder n) => 0;

    [Remote]
    public static int Interfaces(
        IEnumerable<Person> a, IReadOnlyList<Person> b, IReadOnlyCollection<int> c, ICollection<int> d, IList<Person> e, ISet<string> f,
        IReadOnlySet<int> g, IDictionary<string, Person> h, IReadOnlyDictionary<string, int> i) => 0;

    [Remote]
    public static int Immutables(
        ImmutableArray<int> a, ImmutableArray<Person> b, ImmutableList<int> c, ImmutableHashSet<string> d, ImmutableSortedSet<int> e,
        ImmutableQueue<int> f, ImmutableStack<int> g, ImmutableDictionary<string, Person> h, ImmutableSortedDictionary<string, int> i,
        FrozenSet<string> j, FrozenDictionary<string, Person> k) => 0;

    [Remote]
    public static int Memories(ReadOnlyMemory<float> a, Memory<long> b, ArraySegment<Half> c, ReadOnlyMemory<Person> d, ReadOnlyMemory<char> e, Memory<Color> f) => 0;

    [Remote]
    public static int Tuples(
        (int A, string B) a, (int, int, int, int, int, int, int, Person) b, Tuple<int, Person> c, KeyValuePair<string, Person> d, int? e,
        (int, string)? f, Vector3 g, Tuple<int, int, int, int, int, int, int, Tuple<int>> h, Matrix4x4 i) => 0;

    [Remote]
    public static int Objects(
        Person a, Point b, Money c, Order d, ReadOnlyPair e, Derived f, Box<Person> g, Box<int> h, Keyed i, Defaults j, Ignoring k,
        Required l, @class m, Outer.Nested<string> n, Backed o, Empty p, Fields q, RequiredByConstructor r, Pair<int, string[]> s) => 0;

    [Remote]
    public static int Unions(Shape a, IAnimal b, Expression c, List<Shape> d, Frozen e) => 0;

    [Remote]
    public static int Recursive(Node a, Tree b, Ping c, ImmutableTree d, Deep e, Dictionary<string, Folder> f) => 0;

    [Remote]
    public static int References(WithReferences a, ObjectRef<int> b, ActorHandle<Person> c) => 0;
}
