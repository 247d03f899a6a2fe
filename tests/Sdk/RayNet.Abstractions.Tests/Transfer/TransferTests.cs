using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Abstractions.Tests.Transfer;

/// <summary>Generated calls that are written and made again.</summary>
public sealed class TransferTests
{
    private const int Mutations = 300;

    public static TheoryData<string> Names => [.. CallZoo.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_that_is_written_and_made_again_executes_to_the_same_result(string name)
    {
        var book = new WireBook();
        ObjectCell call = CallZoo.All[name]();
        byte[] bytes = book.Write(call);

        ObjectCell copy = book.Read(RemoteRegistry.FindMethod(call.Method!.Id)!, call.HasReferences, bytes);

        Assert.NotSame(call, copy);
        Assert.Same(call.GetType(), copy.GetType());
        Assert.Equal(call.HasReferences, copy.HasReferences);
        Assert.Equal(bytes, book.Write(copy));
        Assert.Equal(await Execution.RunAsync(call), await Execution.RunAsync(copy));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_waits_for_the_same_references_when_it_is_made_again(string name)
    {
        var book = new WireBook();
        ObjectCell call = CallZoo.All[name]();
        ObjectCell copy = book.Read(call.Method!, call.HasReferences, book.Write(call));

        Assert.Equal(Dependencies(call), Dependencies(copy));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Truncated_arguments_are_refused(string name)
    {
        var book = new WireBook();
        ObjectCell call = CallZoo.All[name]();
        byte[] bytes = book.Write(call);
        for (int length = 0; length < bytes.Length; length++)
        {
            Exception? error = Record.Exception(() => book.Read(call.Method!, call.HasReferences, bytes.AsMemory(0, length)));
            Assert.True(error is RaySerializationException, $"{length} of {bytes.Length} bytes gave {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_arguments_are_refused_or_read(string name)
    {
        var book = new WireBook();
        ObjectCell call = CallZoo.All[name]();
        byte[] original = book.Write(call);
        int seed = name.Length * 7919;
        var random = new Random(seed);
        for (int i = 0; i < Mutations; i++)
        {
            byte[] bytes = Mutate(random, original);
            Exception? error = Record.Exception(() => Read(book, call, bytes));
            Assert.True(error is null or RaySerializationException, $"seed {seed}, mutation {i}: {Convert.ToHexString(bytes)} gave {error}");
        }
    }

    [Fact]
    public void A_value_beside_references_begins_with_an_array_of_one_and_a_reference_does_not()
    {
        byte[] bytes = new WireBook().Write(CallZoo.All["a reference"]());

        // An extension of one byte, then 2 in an array.
        Assert.Equal("D4280091" + "02", Convert.ToHexString(bytes));
    }

    [Fact]
    public void Only_what_the_caller_gives_travels()
    {
        byte[] bytes = new WireBook().Write(CallZoo.All["supplied parameters"]());

        Assert.Equal("01" + "A162" + "A3312E35", Convert.ToHexString(bytes));
    }

    private static void Read(WireBook book, ObjectCell call, byte[] bytes)
    {
        var reader = new CallReader(new MessagePackReader(bytes), book.Options);
        _ = (call.HasReferences ? call.Method!.ReadReference : call.Method!.ReadValue)!(ref reader);
    }

    private static List<ObjectCell> Dependencies(ObjectCell call)
    {
        var all = new List<ObjectCell>();
        var collector = new DependencyCollector(all);
        call.CollectDependencies(ref collector);
        return all;
    }

    private static byte[] Mutate(Random random, byte[] original)
    {
        if (original.Length == 0 || random.Next(4) == 0)
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
