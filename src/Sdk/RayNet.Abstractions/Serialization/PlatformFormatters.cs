using System.Buffers;
using System.Collections;
using System.Numerics;
using System.Text;
using MessagePack;
using MessagePack.Formatters;

namespace RayNet;

/// <summary>
/// MessagePack's own formatters for types of the platform: the list of its <c>BuiltinResolver</c>, without the types that cannot travel. That resolver makes
/// generic types at run time where it knows none, which natively compiled applications cannot do. Each is made when it is asked for: making them all costs a starting worker 100 methods to compile.
/// </summary>
internal static class PlatformFormatters
{
    private static readonly Dictionary<Type, Func<object>> All = new()
    {
        [typeof(short)] = static () => Int16Formatter.Instance,
        [typeof(int)] = static () => Int32Formatter.Instance,
        [typeof(long)] = static () => Int64Formatter.Instance,
        [typeof(ushort)] = static () => UInt16Formatter.Instance,
        [typeof(uint)] = static () => UInt32Formatter.Instance,
        [typeof(ulong)] = static () => UInt64Formatter.Instance,
        [typeof(float)] = static () => SingleFormatter.Instance,
        [typeof(double)] = static () => DoubleFormatter.Instance,
        [typeof(bool)] = static () => BooleanFormatter.Instance,
        [typeof(byte)] = static () => ByteFormatter.Instance,
        [typeof(sbyte)] = static () => SByteFormatter.Instance,
        [typeof(DateTime)] = static () => DateTimeFormatter.Instance,
        [typeof(char)] = static () => CharFormatter.Instance,
        [typeof(short?)] = static () => NullableInt16Formatter.Instance,
        [typeof(int?)] = static () => NullableInt32Formatter.Instance,
        [typeof(long?)] = static () => NullableInt64Formatter.Instance,
        [typeof(ushort?)] = static () => NullableUInt16Formatter.Instance,
        [typeof(uint?)] = static () => NullableUInt32Formatter.Instance,
        [typeof(ulong?)] = static () => NullableUInt64Formatter.Instance,
        [typeof(float?)] = static () => NullableSingleFormatter.Instance,
        [typeof(double?)] = static () => NullableDoubleFormatter.Instance,
        [typeof(bool?)] = static () => NullableBooleanFormatter.Instance,
        [typeof(byte?)] = static () => NullableByteFormatter.Instance,
        [typeof(sbyte?)] = static () => NullableSByteFormatter.Instance,
        [typeof(DateTime?)] = static () => NullableDateTimeFormatter.Instance,
        [typeof(char?)] = static () => NullableCharFormatter.Instance,
        [typeof(short[])] = static () => Int16ArrayFormatter.Instance,
        [typeof(int[])] = static () => Int32ArrayFormatter.Instance,
        [typeof(long[])] = static () => Int64ArrayFormatter.Instance,
        [typeof(ushort[])] = static () => UInt16ArrayFormatter.Instance,
        [typeof(uint[])] = static () => UInt32ArrayFormatter.Instance,
        [typeof(ulong[])] = static () => UInt64ArrayFormatter.Instance,
        [typeof(float[])] = static () => SingleArrayFormatter.Instance,
        [typeof(double[])] = static () => DoubleArrayFormatter.Instance,
        [typeof(bool[])] = static () => BooleanArrayFormatter.Instance,
        [typeof(byte[])] = static () => ByteArrayFormatter.Instance,
        [typeof(sbyte[])] = static () => SByteArrayFormatter.Instance,
        [typeof(DateTime[])] = static () => DateTimeArrayFormatter.Instance,
        [typeof(char[])] = static () => CharArrayFormatter.Instance,
        [typeof(List<short>)] = static () => new ListFormatter<short>(),
        [typeof(List<int>)] = static () => new ListFormatter<int>(),
        [typeof(List<long>)] = static () => new ListFormatter<long>(),
        [typeof(List<ushort>)] = static () => new ListFormatter<ushort>(),
        [typeof(List<uint>)] = static () => new ListFormatter<uint>(),
        [typeof(List<ulong>)] = static () => new ListFormatter<ulong>(),
        [typeof(List<float>)] = static () => new ListFormatter<float>(),
        [typeof(List<double>)] = static () => new ListFormatter<double>(),
        [typeof(List<bool>)] = static () => new ListFormatter<bool>(),
        [typeof(List<byte>)] = static () => new ListFormatter<byte>(),
        [typeof(List<sbyte>)] = static () => new ListFormatter<sbyte>(),
        [typeof(List<DateTime>)] = static () => new ListFormatter<DateTime>(),
        [typeof(List<char>)] = static () => new ListFormatter<char>(),
        [typeof(List<string>)] = static () => new ListFormatter<string>(),
        [typeof(string)] = static () => NullableStringFormatter.Instance,
        [typeof(string[])] = static () => NullableStringArrayFormatter.Instance,
        [typeof(DateOnly)] = static () => DateOnlyFormatter.Instance,
        [typeof(TimeOnly)] = static () => TimeOnlyFormatter.Instance,
        [typeof(decimal)] = static () => DecimalFormatter.Instance,
        [typeof(decimal?)] = static () => new StaticNullableFormatter<decimal>(DecimalFormatter.Instance),
        [typeof(TimeSpan)] = static () => TimeSpanFormatter.Instance,
        [typeof(TimeSpan?)] = static () => new StaticNullableFormatter<TimeSpan>(TimeSpanFormatter.Instance),
        [typeof(DateTimeOffset)] = static () => DateTimeOffsetFormatter.Instance,
        [typeof(DateTimeOffset?)] = static () => new StaticNullableFormatter<DateTimeOffset>(DateTimeOffsetFormatter.Instance),
        [typeof(Guid)] = static () => GuidFormatter.Instance,
        [typeof(Guid?)] = static () => new StaticNullableFormatter<Guid>(GuidFormatter.Instance),
        [typeof(BigInteger)] = static () => BigIntegerFormatter.Instance,
        [typeof(BigInteger?)] = static () => new StaticNullableFormatter<BigInteger>(BigIntegerFormatter.Instance),
        [typeof(Complex)] = static () => ComplexFormatter.Instance,
        [typeof(Complex?)] = static () => new StaticNullableFormatter<Complex>(ComplexFormatter.Instance),
        [typeof(Memory<byte>)] = static () => ByteMemoryFormatter.Instance,
        [typeof(Memory<byte>?)] = static () => new StaticNullableFormatter<Memory<byte>>(ByteMemoryFormatter.Instance),
        [typeof(ReadOnlyMemory<byte>)] = static () => ByteReadOnlyMemoryFormatter.Instance,
        [typeof(ReadOnlyMemory<byte>?)] = static () => new StaticNullableFormatter<ReadOnlyMemory<byte>>(ByteReadOnlyMemoryFormatter.Instance),
        [typeof(ReadOnlySequence<byte>)] = static () => ByteReadOnlySequenceFormatter.Instance,
        [typeof(ReadOnlySequence<byte>?)] = static () => new StaticNullableFormatter<ReadOnlySequence<byte>>(ByteReadOnlySequenceFormatter.Instance),
        [typeof(ArraySegment<byte>)] = static () => ByteArraySegmentFormatter.Instance,
        [typeof(ArraySegment<byte>?)] = static () => new StaticNullableFormatter<ArraySegment<byte>>(ByteArraySegmentFormatter.Instance),
        [typeof(Half)] = static () => HalfFormatter.Instance,
        [typeof(Uri)] = static () => UriFormatter.Instance,
        [typeof(Version)] = static () => VersionFormatter.Instance,
        [typeof(StringBuilder)] = static () => StringBuilderFormatter.Instance,
        [typeof(BitArray)] = static () => BitArrayFormatter.Instance,
        [typeof(Nil)] = static () => NilFormatter.Instance,
        [typeof(Nil?)] = static () => NullableNilFormatter.Instance,
    };

    internal static IReadOnlyCollection<Type> Types => All.Keys;

    /// <summary>The formatter, or <see langword="null"/> for a type that MessagePack does not know by itself.</summary>
    internal static IMessagePackFormatter<T>? Find<T>() => All.TryGetValue(typeof(T), out Func<object>? formatter) ? (IMessagePackFormatter<T>)formatter() : null;
}
