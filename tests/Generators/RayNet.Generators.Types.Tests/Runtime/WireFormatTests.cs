using System.Collections.Immutable;
using MessagePack;
using RayNet.CompilerServices;
using Zoo;

namespace RayNet.Generators.Types.Tests.Runtime;

public sealed class WireFormatTests
{
    [Fact]
    public void ObjectsAreArraysInDeclarationOrder() =>
        Assert.Equal("""["n",3,["t"]]""", Json(new Person { Name = "n", Age = 3, Tags = ["t"] }));

    [Fact]
    public void BaseMembersComeFirst() =>
        Assert.Equal("""["00000000-0000-0000-0000-000000000000",2,"e"]""", Json(new Derived { Level = 2, Extra = "e" }));

    [Fact]
    public void KeysOrderMembersAndLeaveGaps() => Assert.Equal("""[null,"f",null,null,9]""", Json(new Keyed { First = "f", Fourth = 9 }));

    [Fact]
    public void UnionsAreNumberAndValue() => Assert.Equal("""[7,["l",5]]""", Json<Shape>(new Square { Label = "l", Side = 5 }));

    [Fact]
    public void PropertiesComeBeforeFields() => Assert.Equal("""["EUR",null,"1"]""", Json(new Money { Amount = 1, Currency = "EUR" }));

    [Fact]
    public void EnumsAreNumbers() => Assert.Equal("7", Json(Color.Green));

    [Fact]
    public void DictionariesAreMaps() => Assert.Equal("""{"7":1}""", Json(new Dictionary<Color, int> { [Color.Green] = 1 }));

    [Fact]
    public void MemoryIsBytesLittleEndian() =>
        Assert.Equal<byte>([0xc4, 8, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], RaySerializer.Serialize(new ReadOnlyMemory<float>([1f, 2f])));

    [Fact]
    public void ComparerStandsInFrontOfTheMap() => Assert.Equal(
        """[2,{"a":1}]""",
        Json<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 }));

    [Fact]
    public void ComparersSurvive()
    {
        var set = Through(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" });
        var map = Through<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 });
        var sorted = Through(new SortedDictionary<string, int>(StringComparer.Ordinal) { ["b"] = 1, ["B"] = 2 });
        Assert.Contains("A", set);
        Assert.True(map.ContainsKey("A"));
        Assert.Equal(["B", "b"], sorted.Keys);
        Assert.Contains("A", RaySerializer.Copy(set));
    }

    [Fact]
    public void OtherComparersAreRefusedOnTheWireAndKeptInTheProcess()
    {
        var set = new HashSet<int>(new Modulo()) { 1 };
        Assert.Contains(11, RaySerializer.Copy(set));
        var error = Assert.Throws<RaySerializationException>(() => RaySerializer.Serialize(set));
        Assert.Contains("Modulo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void KeysFromOutsideCannotBeMadeToCollide() =>
        Assert.NotSame(EqualityComparer<int>.Default, Through(new HashSet<int> { 1 }).Comparer);

    [Fact]
    public void NewerMembersAreSkippedAndMissingOnesKeepDefaults()
    {
        Person longer = RaySerializer.Deserialize<Person>(MessagePackSerializer.ConvertFromJson("""["n",3,null,{"new":[1]},2]"""));
        Person shorter = RaySerializer.Deserialize<Person>(MessagePackSerializer.ConvertFromJson("[]"));
        Defaults defaults = RaySerializer.Deserialize<Defaults>(MessagePackSerializer.ConvertFromJson("[4]"));
        Assert.Equal(("n", 3), (longer.Name, longer.Age));
        Assert.Equal(("nobody", 0), (shorter.Name, shorter.Age));
        Assert.Equal((4, "m\"", 1.5f), (defaults.Size, defaults.Unit, defaults.Ratio));
    }

    [Theory]
    [InlineData("[1]", "has 1 members on the wire and needs 2")]
    [InlineData("7", "is Integer on the wire")]
    [InlineData("{}", "is Map on the wire")]
    public void MalformedObjectsAreNamed(string json, string message)
    {
        byte[] bytes = MessagePackSerializer.ConvertFromJson(json);
        var error = Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<Order>(bytes));
        Assert.Contains("Zoo.Order", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Throws<MessagePackSerializationException>(() => MessagePackSerializer.Deserialize<Order>(bytes, RaySerializer.Options));
    }

    [Fact]
    public void CountsAreNotBelieved()
    {
        // Two dimensions of 2^30 without items; a map and an array of 2^31 entries in five bytes.
        Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<int[,]>(new byte[] { 0x93, 0xd2, 0x40, 0, 0, 0, 0xd2, 0x40, 0, 0, 0, 0x90 }));
        Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<List<Person>>(new byte[] { 0xdd, 0x7f, 0xff, 0xff, 0xff }));
        Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<Dictionary<string, Person>>(new byte[] { 0xdf, 0x7f, 0xff, 0xff, 0xff }));
        Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<ReadOnlyMemory<float>>(new byte[] { 0xc4, 3, 1, 2, 3 }));
        Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<int[,]>(new byte[] { 0x93, 0xff, 0xff, 0x91, 0x00 }));
    }

    [Fact]
    public void KindsOfDateTimeSurvive()
    {
        foreach (DateTimeKind kind in Enum.GetValues<DateTimeKind>())
        {
            Assert.Equal(kind, Through(new DateTime(2030, 1, 2, 3, 4, 5, kind)).Kind);
            Assert.Equal(kind, Through(new[] { new DateTime(2030, 1, 2, 3, 4, 5, kind) })[0].Kind);
        }
    }

    [Fact]
    public void ReadersShareReadOnlyMemoryButCallersDoNot()
    {
        var array = new[] { 1f };
        ValueTraits<ReadOnlyMemory<float>> traits = ValueTraits<ReadOnlyMemory<float>>.Instance;
        ReadOnlyMemory<float> stored = traits.Copy(array);
        array[0] = 2;
        Assert.Equal(1, stored.Span[0]);
        Assert.True(traits.Share(stored).Equals(stored));
        ReadOnlyMemory<Person> people = new[] { new Person() };
        Assert.False(ValueTraits<ReadOnlyMemory<Person>>.Instance.Share(people).Equals(people));
    }

    [Fact]
    public void ReferencesStayInTheProcess()
    {
        // Each holder of a reference has its own, so that it can be disposed.
        Assert.False(ValueTraits<ObjectRef<int>>.Instance.IsImmutable);
        Assert.True(ValueTraits<ActorHandle<Person>>.Instance.IsImmutable);
        var error = Assert.Throws<MessagePackSerializationException>(() =>
            MessagePackSerializer.Deserialize<ObjectRef<int>>(new byte[] { 0x01 }, RaySerializer.Options));
        Assert.Contains("inside remote calls", Assert.IsType<RaySerializationException>(error.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImmutableValuesAreNotCopied()
    {
        var cat = new Cat("c");
        var tree = new ImmutableTree(1, ImmutableArray<ImmutableTree>.Empty);
        Assert.Same(cat, RaySerializer.Copy<IAnimal>(cat));
        Assert.Same(tree, RaySerializer.Copy(tree));
    }

    private static T Through<T>(T value) => RaySerializer.Deserialize<T>(RaySerializer.Serialize(value));

    private static string Json<T>(T value) => MessagePackSerializer.ConvertToJson(RaySerializer.Serialize(value));

    private sealed class Modulo : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x % 10 == y % 10;

        public int GetHashCode(int obj) => obj % 10;
    }
}
