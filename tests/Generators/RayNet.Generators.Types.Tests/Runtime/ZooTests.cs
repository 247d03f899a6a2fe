namespace RayNet.Generators.Types.Tests.Runtime;

/// <summary>Generated traits against a judge that works by reflection, for every kind of type.</summary>
public sealed class ZooTests
{
    private const int Mutations = 300;

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (int i = 0; i < ZooValues.All.Length; i++)
            {
                data.Add(i, ZooValues.All[i].Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RoundTripKeepsEverything(int index, string name)
    {
        ZooCase item = ZooValues.All[index];
        object? value = item.Make();
        byte[] bytes = item.Serialize(value);
        object? back = item.Deserialize(bytes);
        Assert.True(Structure.Describe(value) == Structure.Describe(back), $"{name}: {Structure.Describe(value)} became {Structure.Describe(back)}");

        // What was read can be written again, to the same bytes.
        Assert.Equal(bytes, item.Serialize(back));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void CopyKeepsEverythingAndSharesNothingMutable(int index, string name)
    {
        ZooCase item = ZooValues.All[index];
        object? value = item.Make();
        object? copy = item.Copy(value);
        Assert.True(Structure.Describe(value) == Structure.Describe(copy), $"{name}: {Structure.Describe(value)} became {Structure.Describe(copy)}");
        if (item.IsImmutable)
        {
            Assert.True(value is ValueType || ReferenceEquals(value, copy));
            return;
        }

        HashSet<object> shared = Structure.Objects(value);
        shared.IntersectWith(Structure.Objects(copy));
        shared.RemoveWhere(static part => part is Array { Length: 0 } || Immutables.Contains(part.GetType()));
        Assert.True(shared.Count == 0, $"{name} shares {string.Join(", ", shared)}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NullStaysNull(int index, string name)
    {
        ZooCase item = ZooValues.All[index];
        if (item.Make() is ValueType)
        {
            return;
        }

        Assert.Null(item.Copy(null));
        Assert.True(item.Deserialize(item.Serialize(null)) is null, name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TruncatedBytesAreRefused(int index, string name)
    {
        ZooCase item = ZooValues.All[index];
        byte[] bytes = item.Serialize(item.Make());
        for (int length = 0; length < bytes.Length; length++)
        {
            Exception? error = Record.Exception(() => item.Deserialize(bytes.AsMemory(0, length)));
            Assert.True(error is RaySerializationException, $"{name}: {length} of {bytes.Length} bytes gave {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WrongBytesAreRefusedOrRead(int index, string name)
    {
        ZooCase item = ZooValues.All[index];
        int seed = 7919 * (index + 1);
        var random = new Random(seed);
        byte[] original = item.Serialize(item.Make());
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutate(random, original);
            Exception? error = Record.Exception(() => item.Deserialize(bytes));
            Assert.True(error is null or RaySerializationException, $"{name}, seed {seed}, mutation {i}: {Convert.ToHexString(bytes)} gave {error}");
        }
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        if (random.Next(4) == 0)
        {
            var noise = new byte[random.Next(1, 64)];
            random.NextBytes(noise);
            return noise;
        }

        byte[] bytes = [.. original];
        for (int flips = random.Next(1, 4); flips > 0; flips--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
