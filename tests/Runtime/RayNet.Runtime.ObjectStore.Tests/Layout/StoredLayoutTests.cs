using System.Buffers;
using RayNet.Runtime.ObjectStore.Layout;
using RayNet.Runtime.ObjectStore.Mapping;
using RayNet.Runtime.ObjectStore.Memory;
using RayNet.Runtime.ObjectStore.Objects;

namespace RayNet.Runtime.ObjectStore.Tests.Layout;

public sealed class StoredLayoutTests : IAsyncDisposable
{
    private static readonly ObjectId Id = new(3, 4);

    private readonly Arena _arena = Arena.Create(new ArenaOptions { Capacity = 8 << 20, Prefault = false });
    private readonly List<ObjectId> _released = [];

    private StoreMapping Mapping => _arena.Mapping;

    [Fact]
    public void Arrays_of_every_kind_of_number_come_back_where_they_lie()
    {
        RoundTrip<byte>([1, 255]);
        RoundTrip<sbyte>([-1, 127]);
        RoundTrip<short>([short.MinValue, 7]);
        RoundTrip<ushort>([65535]);
        RoundTrip<int>([int.MinValue, 0, int.MaxValue]);
        RoundTrip<uint>([uint.MaxValue]);
        RoundTrip<long>([long.MinValue]);
        RoundTrip<ulong>([ulong.MaxValue]);
        RoundTrip<Half>([(Half)1.5, Half.NaN]);
        RoundTrip<float>([float.Epsilon, 3]);
        RoundTrip<double>([Math.PI]);
        RoundTrip<char>(['a', '\u00e4']);
        RoundTrip<int>([]);
        RoundTrip<long>([.. Enumerable.Range(0, 200_000).Select(i => (long)i * i)]);
    }

    [Fact]
    public void The_numbers_begin_at_a_whole_cache_line()
    {
        ObjectLocation location = Write<int>([1, 2, 3]);
        Assert.Equal(64 + 12, location.Size);
        Assert.Equal(1, BitConverter.ToInt32(Mapping.Readable(location.Offset + 64, 4)));
    }

    [Fact]
    public void An_array_can_be_filled_in_place()
    {
        var location = new ObjectLocation(4096, StoredLayout.SizeOfArray<double>(1000));
        Span<double> numbers = StoredLayout.BeginArray<double>(Mapping, location, 1000);
        numbers.Fill(2.5);
        using SharedMemoryManager<double> view = StoredLayout.OpenArray<double>(Mapping, Id, location, _released.Add);
        Assert.Equal(2500, view.View.ToArray().Sum());
    }

    [Fact]
    public void Serialized_bytes_come_back_in_one_piece_however_they_were_written()
    {
        byte[] bytes = RaySerializer.Serialize(new[] { "one", "two", "three" });
        var first = new Segment(bytes.AsMemory(0, 5), 0);
        var sequence = new ReadOnlySequence<byte>(first, 0, first.Append(bytes.AsMemory(5)), bytes.Length - 5);
        var location = new ObjectLocation(4096, StoredLayout.SizeOfBytes(bytes.Length));
        StoredLayout.WriteBytes(Mapping, location, sequence);
        using SharedMemoryManager<byte> view = StoredLayout.OpenBytes(Mapping, Id, location, _released.Add);
        Assert.Equal(["one", "two", "three"], RaySerializer.Deserialize<string[]>(view.View));
    }

    [Fact]
    public void Another_type_than_was_stored_is_refused_by_name()
    {
        ObjectLocation location = Write<int>([1, 2]);
        AssertInvalid($"Object {Id} is an array of Int32, and an array of Single was asked for.", () => StoredLayout.OpenArray<float>(Mapping, Id, location, _released.Add));
        AssertInvalid($"Object {Id} is an array of Int32, and an array of UInt32 was asked for.", () => StoredLayout.OpenArray<uint>(Mapping, Id, location, _released.Add));
        AssertInvalid($"Object {Id} is an array of Int32, and a serialized value was asked for.", () => StoredLayout.OpenBytes(Mapping, Id, location, _released.Add));
        StoredLayout.WriteBytes(Mapping, location, new ReadOnlySequence<byte>([1, 2, 3]));
        AssertInvalid($"Object {Id} is a serialized value, and an array of Byte was asked for.", () => StoredLayout.OpenArray<byte>(Mapping, Id, location, _released.Add));
        Assert.Empty(_released);
    }

    [Fact]
    public void A_type_that_is_no_number_is_refused() =>
        AssertInvalid("'System.Guid' are not stored as they are", () => StoredLayout.WriteArray<Guid>(Mapping, new ObjectLocation(4096, 1000), [Guid.Empty]));

    [Theory]
    [InlineData(0, 0x00, "does not begin with a header")]
    [InlineData(4, 0x09, "its layout has version 9")]
    [InlineData(5, 0x07, "its kind 7 is unknown")]
    [InlineData(7, 0x02, "byte order of another processor")]
    [InlineData(8, 0x09, "speaks of 9 bytes, and 8 are there")]
    [InlineData(15, 0x80, "its header speaks of -")]
    [InlineData(8, 0x07, "are no whole number of Int32")]
    public void A_header_that_was_overwritten_is_noticed(int position, byte value, string reason)
    {
        ObjectLocation location = Write<int>([1, 2]);
        Mapping.Writable(location.Offset, location.Size)[position] = value;
        AssertInvalid(reason, () => StoredLayout.OpenArray<int>(Mapping, Id, location, _released.Add));
        Assert.Empty(_released);
    }

    [Fact]
    public void An_object_that_is_shorter_than_its_header_is_noticed()
    {
        ObjectLocation location = Write<int>([1, 2]);
        AssertInvalid("less than a header", () => StoredLayout.OpenArray<int>(Mapping, Id, location with { Size = 63 }, _released.Add));
        AssertInvalid("and 4 are there", () => StoredLayout.OpenArray<int>(Mapping, Id, location with { Size = 68 }, _released.Add));
    }

    [Fact]
    public void An_object_that_does_not_fit_is_not_written() =>
        Assert.Throws<ArgumentException>(() => StoredLayout.WriteArray<int>(Mapping, new ObjectLocation(4096, 64 + 7), [1, 2]));

    public ValueTask DisposeAsync() => _arena.DisposeAsync();

    private static void AssertInvalid(string message, Func<object?> action) =>
        Assert.Contains(message, Assert.Throws<RaySerializationException>(action).Message, StringComparison.Ordinal);

    private static void AssertInvalid(string message, Action action) =>
        Assert.Contains(message, Assert.Throws<RaySerializationException>(action).Message, StringComparison.Ordinal);

    private ObjectLocation Write<T>(T[] values)
        where T : unmanaged
    {
        var location = new ObjectLocation(4096, StoredLayout.SizeOfArray<T>(values.Length));
        StoredLayout.WriteArray<T>(Mapping, location, values);
        return location;
    }

    private void RoundTrip<T>(T[] values)
        where T : unmanaged
    {
        ObjectLocation location = Write(values);
        _released.Clear();
        using (SharedMemoryManager<T> view = StoredLayout.OpenArray<T>(Mapping, Id, location, _released.Add))
        {
            Assert.Equal(values, view.View.ToArray());
            Assert.Empty(_released);
        }

        Assert.Equal([Id], _released);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
