using Zoo;

namespace RayNet.Generators.Types.Tests.Runtime;

public sealed class SubtypeTests
{
    [Fact]
    public void DerivedValueIsNotSliced() => Fails<Person>(new Student { School = "s" }, "Zoo.Student", "Zoo.Person", "[Union]");

    [Fact]
    public void DerivedItemIsNotSliced() => Fails<List<Person>>([new Student()], "Zoo.Student", "Zoo.Person");

    [Fact]
    public void ArraysOfADerivedTypeAreReadItemByItem()
    {
        Person[] students = new Student[] { null!, new() };
        Fails(students, "Zoo.Student", "Zoo.Person");
        Fails<IReadOnlyList<Person>>(students, "Zoo.Student", "Zoo.Person");
        Person[] empty = new Student[1];
        Assert.Equal(typeof(Person[]), RaySerializer.Copy(empty).GetType());
        Assert.Equal(typeof(Person[]), RaySerializer.Deserialize<Person[]>(RaySerializer.Serialize(empty)).GetType());
    }

    [Fact]
    public void UnlistedImplementationIsNamed() => Fails<IAnimal>(new Dog(), "Dog", "Zoo.IAnimal", "[Union(number, typeof(Dog))]");

    [Fact]
    public void DerivedImplementationIsNotSliced() => Fails<Shape>(new Rounded(), "Zoo.Rounded", "Zoo.Shape");

    [Fact]
    public void CopyKeepsTheImplementation()
    {
        Shape copy = RaySerializer.Copy<Shape>(new Square { Side = 4, Label = "l" });
        var square = Assert.IsType<Square>(copy);
        Assert.Equal((4, "l"), (square.Side, square.Label));
    }

    [Fact]
    public void UnknownNumberIsRefused()
    {
        var error = Assert.Throws<RaySerializationException>(() => RaySerializer.Deserialize<Shape>(new byte[] { 0x92, 0x05, 0x90 }));
        Assert.Contains("Zoo.Shape", error.Message, StringComparison.Ordinal);
        Assert.Contains("[Union(5", error.Message, StringComparison.Ordinal);
    }

    private static void Fails<T>(T value, params string[] parts)
    {
        foreach (Action action in (Action[])[() => RaySerializer.Copy(value), () => RaySerializer.Serialize(value)])
        {
            var error = Assert.Throws<RaySerializationException>(action);
            Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        }
    }

    private sealed class Dog : IAnimal;
}
