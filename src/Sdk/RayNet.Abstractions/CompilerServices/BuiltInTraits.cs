using System.Numerics;

namespace RayNet.CompilerServices;

/// <summary>The types that every application can send: the platform's immutable values, and arrays of blittable ones.</summary>
internal static class BuiltInTraits
{
    private static readonly Dictionary<Type, Func<ValueTraits>> All = new()
    {
        [typeof(Unit)] = static () => new UnitTraits(),
        [typeof(bool)] = static () => new ImmutableTraits<bool>(),
        [typeof(byte)] = static () => new ImmutableTraits<byte>(),
        [typeof(sbyte)] = static () => new ImmutableTraits<sbyte>(),
        [typeof(short)] = static () => new ImmutableTraits<short>(),
        [typeof(ushort)] = static () => new ImmutableTraits<ushort>(),
        [typeof(int)] = static () => new ImmutableTraits<int>(),
        [typeof(uint)] = static () => new ImmutableTraits<uint>(),
        [typeof(long)] = static () => new ImmutableTraits<long>(),
        [typeof(ulong)] = static () => new ImmutableTraits<ulong>(),
        [typeof(float)] = static () => new ImmutableTraits<float>(),
        [typeof(double)] = static () => new ImmutableTraits<double>(),
        [typeof(decimal)] = static () => new ImmutableTraits<decimal>(),
        [typeof(char)] = static () => new ImmutableTraits<char>(),
        [typeof(string)] = static () => new ImmutableTraits<string>(),
        [typeof(Guid)] = static () => new ImmutableTraits<Guid>(),
        [typeof(DateTime)] = static () => new DateTimeTraits(),
        [typeof(DateTimeOffset)] = static () => new ImmutableTraits<DateTimeOffset>(),
        [typeof(DateOnly)] = static () => new ImmutableTraits<DateOnly>(),
        [typeof(TimeOnly)] = static () => new ImmutableTraits<TimeOnly>(),
        [typeof(TimeSpan)] = static () => new ImmutableTraits<TimeSpan>(),
        [typeof(Uri)] = static () => new ImmutableTraits<Uri>(),
        [typeof(Version)] = static () => new ImmutableTraits<Version>(),
        [typeof(BigInteger)] = static () => new ImmutableTraits<BigInteger>(),
        [typeof(Complex)] = static () => new ImmutableTraits<Complex>(),
        [typeof(Half)] = static () => new ImmutableTraits<Half>(),
        [typeof(bool[])] = static () => new ArrayTraits<bool>(),
        [typeof(byte[])] = static () => new ArrayTraits<byte>(),
        [typeof(sbyte[])] = static () => new ArrayTraits<sbyte>(),
        [typeof(short[])] = static () => new ArrayTraits<short>(),
        [typeof(ushort[])] = static () => new ArrayTraits<ushort>(),
        [typeof(int[])] = static () => new ArrayTraits<int>(),
        [typeof(uint[])] = static () => new ArrayTraits<uint>(),
        [typeof(long[])] = static () => new ArrayTraits<long>(),
        [typeof(ulong[])] = static () => new ArrayTraits<ulong>(),
        [typeof(float[])] = static () => new ArrayTraits<float>(),
        [typeof(double[])] = static () => new ArrayTraits<double>(),
        [typeof(decimal[])] = static () => new ArrayTraits<decimal>(),
        [typeof(char[])] = static () => new ArrayTraits<char>(),
        [typeof(string[])] = static () => new ArrayTraits<string>(),
        [typeof(Guid[])] = static () => new ArrayTraits<Guid>(),
        [typeof(DateTime[])] = static () => new VectorTraits<DateTime>(),
    };

    internal static ValueTraits? Find(Type type) => All.TryGetValue(type, out Func<ValueTraits>? create) ? create() : null;
}
