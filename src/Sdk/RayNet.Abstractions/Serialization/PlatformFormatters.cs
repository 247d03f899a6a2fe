using System.Buffers;
using System.Collections;
using System.Numerics;
using System.Text;
using MessagePack;
using MessagePack.Formatters;

namespace RayNet;

/// <summary>
/// MessagePack's own formatters for types of the platform: the list of its <c>BuiltinResolver</c>, without the types that cannot travel. That resolver makes
/// generic types at run time where it knows none, which natively compiled applications cannot do.
/// </summary>
internal static class PlatformFormatters
{
    private static readonly Dictionary<Type, object> All = new()
    {
        [typeof(short)] = Int16Formatter.Instance,
        [typeof(int)] = Int32Formatter.Instance,
        [typeof(long)] = Int64Formatter.Instance,
        [typeof(ushort)] = UInt16Formatter.Instance,
        [typeof(uint)] = UInt32Formatter.Instance,
        [typeof(ulong)] = UInt64Formatter.Instance,
        [typeof(float)] = SingleFormatter.Instance,
        [typeof(double)] = DoubleFormatter.Instance,
        [typeof(bool)] = BooleanFormatter.Instance,
        [typeof(byte)] = ByteFormatter.Instance,
        [typeof(sbyte)] = SByteFormatter.Instance,
        [typeof(DateTime)] = DateTimeFormatter.Instance,
        [typeof(char)] = CharFormatter.Instance,
        [typeof(short?)] = NullableInt16Formatter.Instance,
        [typeof(int?)] = NullableInt32Formatter.Instance,
        [typeof(long?)] = NullableInt64Formatter.Instance,
        [typeof(ushort?)] = NullableUInt16Formatter.Instance,
        [typeof(uint?)] = NullableUInt32Formatter.Instance,
        [typeof(ulong?)] = NullableUInt64Formatter.Instance,
        [typeof(float?)] = NullableSingleFormatter.Instance,
        [typeof(double?)] = NullableDoubleFormatter.Instance,
        [typeof(bool?)] = NullableBooleanFormatter.Instance,
        [typeof(byte?)] = NullableByteFormatter.Instance,
        [typeof(sbyte?)] = NullableSByteFormatter.Instance,
        [typeof(DateTime?)] = NullableDateTimeFormatter.Instance,
        [typeof(char?)] = NullableCharFormatter.Instance,
        [typeof(short[])] = Int16ArrayFormatter.Instance,
        [typeof(int[])] = Int32ArrayFormatter.Instance,
        [typeof(long[])] = Int64ArrayFormatter.Instance,
        [typeof(ushort[])] = UInt16ArrayFormatter.Instance,
        [typeof(uint[])] = UInt32ArrayFormatter.Instance,
        [typeof(ulong[])] = UInt64ArrayFormatter.Instance,
        [typeof(float[])] = SingleArrayFormatter.Instance,
        [typeof(double[])] = DoubleArrayFormatter.Instance,
        [typeof(bool[])] = BooleanArrayFormatter.Instance,
        [typeof(byte[])] = ByteArrayFormatter.Instance,
        [typeof(sbyte[])] = SByteArrayFormatter.Instance,
        [typeof(DateTime[])] = DateTimeArrayFormatter.Instance,
        [typeof(char[])] = CharArrayFormatter.Instance,
        [typeof(List<short>)] = new ListFormatter<short>(),
        [typeof(List<int>)] = new ListFormatter<int>(),
        [typeof(List<long>)] = new ListFormatter<long>(),
        [typeof(List<ushort>)] = new ListFormatter<ushort>(),
        [typeof(List<uint>)] = new ListFormatter<uint>(),
        [typeof(List<ulong>)] = new ListFormatter<ulong>(),
        [typeof(List<float>)] = new ListFormatter<float>(),
        [typeof(List<double>)] = new ListFormatter<double>(),
        [typeof(List<bool>)] = new ListFormatter<bool>(),
        [typeof(List<byte>)] = new ListFormatter<byte>(),
        [typeof(List<sbyte>)] = new ListFormatter<sbyte>(),
        [typeof(List<DateTime>)] = new ListFormatter<DateTime>(),
        [typeof(List<char>)] = new ListFormatter<char>(),
        [typeof(List<string>)] = new ListFormatter<string>(),
        [typeof(string)] = NullableStringFormatter.Instance,
        [typeof(string[])] = NullableStringArrayFormatter.Instance,
        [typeof(DateOnly)] = DateOnlyFormatter.Instance,
        [typeof(TimeOnly)] = TimeOnlyFormatter.Instance,
        [typeof(decimal)] = DecimalFormatter.Instance,
        [typeof(decimal?)] = new StaticNullableFormatter<decimal>(DecimalFormatter.Instance),
        [typeof(TimeSpan)] = TimeSpanFormatter.Instance,
        [typeof(TimeSpan?)] = new StaticNullableFormatter<TimeSpan>(TimeSpanFormatter.Instance),
        [typeof(DateTimeOffset)] = DateTimeOffsetFormatter.Instance,
        [typeof(DateTimeOffset?)] = new StaticNullableFormatter<DateTimeOffset>(DateTimeOffsetFormatter.Instance),
        [typeof(Guid)] = GuidFormatter.Instance,
        [typeof(Guid?)] = new StaticNullableFormatter<Guid>(GuidFormatter.Instance),
        [typeof(BigInteger)] = BigIntegerFormatter.Instance,
        [typeof(BigInteger?)] = new StaticNullableFormatter<BigInteger>(BigIntegerFormatter.Instance),
        [typeof(Complex)] = ComplexFormatter.Instance,
        [typeof(Complex?)] = new StaticNullableFormatter<Complex>(ComplexFormatter.Instance),
        [typeof(Memory<byte>)] = ByteMemoryFormatter.Instance,
        [typeof(Memory<byte>?)] = new StaticNullableFormatter<Memory<byte>>(ByteMemoryFormatter.Instance),
        [typeof(ReadOnlyMemory<byte>)] = ByteReadOnlyMemoryFormatter.Instance,
        [typeof(ReadOnlyMemory<byte>?)] = new StaticNullableFormatter<ReadOnlyMemory<byte>>(ByteReadOnlyMemoryFormatter.Instance),
        [typeof(ReadOnlySequence<byte>)] = ByteReadOnlySequenceFormatter.Instance,
        [typeof(ReadOnlySequence<byte>?)] = new StaticNullableFormatter<ReadOnlySequence<byte>>(ByteReadOnlySequenceFormatter.Instance),
        [typeof(ArraySegment<byte>)] = ByteArraySegmentFormatter.Instance,
        [typeof(ArraySegment<byte>?)] = new StaticNullableFormatter<ArraySegment<byte>>(ByteArraySegmentFormatter.Instance),
        [typeof(Half)] = HalfFormatter.Instance,
        [typeof(Uri)] = UriFormatter.Instance,
        [typeof(Version)] = VersionFormatter.Instance,
        [typeof(StringBuilder)] = StringBuilderFormatter.Instance,
        [typeof(BitArray)] = BitArrayFormatter.Instance,
        [typeof(Nil)] = NilFormatter.Instance,
        [typeof(Nil?)] = NullableNilFormatter.Instance,
    };

    internal static IReadOnlyCollection<Type> Types => All.Keys;

    /// <summary>The formatter, or <see langword="null"/> for a type that MessagePack does not know by itself.</summary>
    internal static IMessagePackFormatter<T>? Find<T>() => All.TryGetValue(typeof(T), out object? formatter) ? (IMessagePackFormatter<T>)formatter : null;
}
