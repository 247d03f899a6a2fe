using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using Zoo;

namespace RayNet.Generators.Types.Tests.Runtime;

/// <summary>A value of every kind of type.</summary>
internal static class ZooValues
{
    internal static readonly ZooCase[] All =
    [
        Of(() => true), Of(() => (byte)200), Of(() => (sbyte)-3), Of(() => short.MinValue), Of(() => ushort.MaxValue), Of(() => int.MinValue),
        Of(() => uint.MaxValue), Of(() => long.MinValue), Of(() => ulong.MaxValue), Of(() => float.NegativeInfinity), Of(() => double.NaN),
        Of(() => 1.2345678901234567890m), Of(() => '\u20ac'), Of(() => "text \0 \ud83d\ude00"), Of(() => new Guid("00112233-4455-6677-8899-aabbccddeeff")),
        Of(() => new DateTime(2031, 2, 3, 4, 5, 6, 7, DateTimeKind.Unspecified).AddTicks(5)), Of(() => new DateTime(1, DateTimeKind.Utc)),
        Of(() => new DateTimeOffset(2031, 2, 3, 4, 5, 6, TimeSpan.FromHours(-5))), Of(() => new DateOnly(2030, 1, 2)), Of(() => new TimeOnly(3, 4, 5, 6)),
        Of(() => TimeSpan.FromTicks(-7)), Of(() => new Uri("https://example.org/a?b=c")), Of(() => new Version(1, 2, 3, 4)),
        Of(() => BigInteger.Pow(7, 99)), Of(() => new Complex(1, -2)), Of(() => (Half)1.5),
        Of(() => Color.Green), Of(() => Wide.Top), Of<Color?>(() => Color.Red), Of<Color?>(() => null), Of(() => new[] { Color.Red, Color.Green }),
        Of(() => new Dictionary<Color, int> { [Color.Green] = 1 }),
        Of(() => new[] { 1, 2 }), Of(() => new[] { "a", null, "" }), Of(() => new[] { DateTime.UnixEpoch }), Of(() => new int[][] { [1], [], null! }),
        Of(() => new[,] { { 1, 2, 3 }, { 4, 5, 6 } }), Of(() => new[,,] { { { Person(1) }, { null! } } }), Of(() => new byte[2, 0, 3, 1]),
        Of(() => new[] { Person(2), null! }), Of(() => new[] { 1m, decimal.MaxValue }), Of(() => new[] { Guid.Empty }),
        Of(() => new List<int> { 3, 4 }), Of(() => new List<Person> { Person(3), null! }), Of(() => new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a", "B" }),
        Of(() => new HashSet<int> { 1, 5 }), Of(() => new SortedSet<string>(StringComparer.Ordinal) { "b", "B", "a" }),
        Of(() => new Queue<Person>([Person(1), Person(2)])), Of(() => new Stack<int>([1, 2, 3])), Of(() => new LinkedList<string>(["x", "y"])),
        Of(() => new Dictionary<string, Person>(StringComparer.InvariantCultureIgnoreCase) { ["k"] = Person(4), ["n"] = null! }),
        Of(() => new Dictionary<Point, List<int>> { [new(1, 2)] = [3] }), Of(() => new SortedDictionary<string, int>(StringComparer.Ordinal) { ["b"] = 1, ["a"] = 2 }),
        Of(() => new SortedList<int, Person> { [9] = Person(9), [1] = Person(1) }), Of(() => new List<List<int?>> { new() { 1, null }, null! }), Of(() => new StringBuilder("built")),
        Of<IEnumerable<Person>>(() => Enumerable.Range(1, 3).Select(Person)), Of<IReadOnlyList<Person>>(() => new List<Person> { Person(1) }),
        Of<IReadOnlyCollection<int>>(() => new Queue<int>([1, 2])), Of<ICollection<int>>(() => new[] { 1 }), Of<IList<Person>>(() => new[] { Person(2) }),
        Of<ISet<string>>(() => new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "s" }), Of<IReadOnlySet<int>>(() => ImmutableHashSet.Create(1, 2)),
        Of<IDictionary<string, Person>>(() => new SortedDictionary<string, Person> { ["a"] = Person(1) }),
        Of<IReadOnlyDictionary<string, int>>(() => new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }),
        Of(() => ImmutableArray.Create(1, 2)), Of(() => default(ImmutableArray<int>)), Of(() => ImmutableArray.Create(Person(1), Person(2))), Of(() => ImmutableList.Create(1, 2)),
        Of(() => ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "a")), Of(() => ImmutableSortedSet.Create(3, 1, 2)), Of(() => ImmutableQueue.Create(1, 2)),
        Of(() => ImmutableStack.Create(1, 2, 3)), Of(() => ImmutableDictionary<string, Person>.Empty.Add("a", Person(1))),
        Of(() => ImmutableSortedDictionary.Create<string, int>(StringComparer.OrdinalIgnoreCase).Add("b", 1).Add("A", 2)),
        Of(() => new[] { "a", "b" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase)), Of(() => new Dictionary<string, Person> { ["p"] = Person(5) }.ToFrozenDictionary()),
        Of(() => new ReadOnlyMemory<float>([1f, 2f, 3f], 1, 2)), Of(() => new Memory<long>([long.MaxValue])), Of(() => new ArraySegment<Half>([(Half)1, (Half)2], 1, 1)),
        Of(() => new ReadOnlyMemory<Person>([Person(1)])), Of(() => "chars".AsMemory()), Of(() => new Memory<Color>([Color.Green])),
        Of(() => (A: 1, B: "two")), Of(() => (1, 2, 3, 4, 5, 6, 7, Person(8))), Of(() => Tuple.Create(1, Person(2))), Of(() => new KeyValuePair<string, Person>("k", Person(1))),
        Of<int?>(() => 3), Of<int?>(() => null), Of<(int, string)?>(() => (1, "x")), Of(() => new Vector3(1, 2, 3)),
        Of(() => Tuple.Create(1, 2, 3, 4, 5, 6, 7, 8)), Of(() => Matrix4x4.CreateScale(2)),
        Of(() => Person(6)), Of(() => new Point(1, 2)), Of(() => new Money { Amount = 1, Currency = "EUR", History = [1] }),
        Of(() => new Order(1, Person(1), null, "note", 0.5) { Created = DateTime.UnixEpoch, Lines = new() { ["l"] = new Money { History = [2] } } }),
        Of(() => new ReadOnlyPair(1, [2])), Of(() => new Derived { Id = Guid.Empty, Level = 3, Extra = "e" }), Of(() => new Box<Person>(Person(1))), Of(() => new Box<int>(4)),
        Of(() => new Keyed { Fourth = 4, First = "1" }), Of(() => new Defaults(9, "kg", 2)), Of(() => new Ignoring([1, 2])),
        Of(() => new Required { Name = "r", Size = 2, Optional = 6 }), Of(() => new @class { @ref = 1, @event = "e" }), Of(() => new Outer.Nested<string> { Value = "v" }),
        Of(() => new Backed { Name = "b" }), Of(() => new Empty()), Of(() => new Fields(2) { A = 1, C = [3] }), Of(() => new RequiredByConstructor("c") { Name = "d" }),
        Of(() => new Pair<int, string[]>(1, ["s"])),
        Of<Shape>(() => new Circle { Radius = 2, Label = "c" }), Of<Shape>(() => new Square { Side = 3 }), Of<IAnimal>(() => new Cat("Tom")),
        Of<IAnimal>(() => new Spot { Places = [1, 2] }), Of<Expression>(() => new Sum(new Constant(1), new Sum(new Constant(2), new Constant(3)))),
        Of(() => new List<Shape> { new Circle(), new Square() }), Of<Frozen>(() => new Ice(-4)),
        Of(() => new Node { Value = 1, Next = new Node { Value = 2 } }), Of(() => new Tree { Name = "root", Children = [new Tree { Name = "leaf" }] }),
        Of(() => new Ping { Pong = new Pong { Ping = new Ping() } }), Of(() => new ImmutableTree(1, [new ImmutableTree(2, [])])),
        Of(() => new Deep { Next = new() { ["a"] = [new Deep()] } }), Of(() => new Dictionary<string, Folder> { ["f"] = new Folder { Folders = new() { ["g"] = new Folder() } } }),
        Of(() => new WithReferences()),
    ];

    internal static Person Person(int age) =>
        new() { Name = age.ToString(CultureInfo.InvariantCulture), Age = age, Tags = age % 2 == 0 ? null : ["a", "b"] };

    private static ZooCase<T> Of<T>(Func<T> make) => new($"{typeof(T)} {make()}", make);
}
