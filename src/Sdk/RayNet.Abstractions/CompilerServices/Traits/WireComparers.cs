using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>The comparers of keyed collections as numbers.</summary>
internal static class WireComparers<TKey>
{
    /// <summary>What MessagePack gives for untrusted data. Strings are safe by themselves, and user types hash as they were written.</summary>
    internal static readonly IEqualityComparer<TKey>? Secure = FindSecure();

    /// <summary>By code, from 1.</summary>
    private static readonly object[] Known =
    [
        StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase,
    ];

    /// <summary>0 for the default comparer.</summary>
    internal static byte CodeOf(object? comparer, Type collection)
    {
        if (comparer is null || ReferenceEquals(comparer, Secure) || comparer.Equals(EqualityComparer<TKey>.Default) || comparer.Equals(Comparer<TKey>.Default))
        {
            return 0;
        }

        int index = Array.IndexOf(Known, comparer);
        return index >= 0 ? (byte)(index + 1) : throw new RaySerializationException(
            $"A '{collection}' has the comparer '{comparer}', which another process cannot be given. Use the default comparer, or Ordinal, OrdinalIgnoreCase, "
            + "InvariantCulture or InvariantCultureIgnoreCase of StringComparer.");
    }

    /// <summary>Reads what is written in front of a collection that has no default comparer.</summary>
    internal static object ReadCode(ref MessagePackReader reader, int headerCount, Type collection)
    {
        int code = headerCount is 1 or 2 ? reader.ReadByte() : 0;
        if (typeof(TKey) != typeof(string) || code < 1 || code > Known.Length)
        {
            Wire.Throw($"A value of type '{collection}' is malformed: it names no known comparer.");
        }

        return Known[code - 1];
    }

    private static IEqualityComparer<TKey>? FindSecure()
    {
        if (typeof(TKey) == typeof(string))
        {
            return null;
        }

        try
        {
            return MessagePackSecurity.UntrustedData.GetEqualityComparer<TKey>();
        }
        catch (TypeAccessException)
        {
            // MessagePack has none for the type.
            return null;
        }
    }
}
