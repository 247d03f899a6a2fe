using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>Reads the frames of values, and says which type a malformed one was meant to be.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Wire
{
    /// <summary>Reads the header of an object.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="required">The fewest members from which a value can be built.</param>
    /// <param name="type">The type.</param>
    /// <returns>The number of members.</returns>
    public static int ReadObjectHeader(ref MessagePackReader reader, int required, Type type)
    {
        int count = ReadArrayHeader(ref reader, type);
        if (count < required)
        {
            Throw($"A value of type '{type}' has {count} members on the wire and needs {required}.");
        }

        return count;
    }

    /// <summary>Reads the header of a union.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="type">The type.</param>
    /// <returns>The tag.</returns>
    public static int ReadUnionTag(ref MessagePackReader reader, Type type)
    {
        int count = ReadArrayHeader(ref reader, type);
        if (count != 2)
        {
            Throw($"A value of type '{type}' is an array of {count} on the wire; a union is an array of its number and its value.");
        }

        return reader.ReadInt32();
    }

    /// <summary>Fails for a number that no [Union] attribute has.</summary>
    /// <param name="tag">The number.</param>
    /// <param name="type">The type.</param>
    public static MessagePackSerializationException UnknownTag(int tag, Type type) => new($"'{type}' has no [Union({tag}, …)].");

    internal static int ReadArrayHeader(ref MessagePackReader reader, Type type)
    {
        Expect(ref reader, MessagePackType.Array, type);
        return reader.ReadArrayHeader();
    }

    internal static int ReadMapHeader(ref MessagePackReader reader, Type type)
    {
        Expect(ref reader, MessagePackType.Map, type);
        return reader.ReadMapHeader();
    }

    internal static void Expect(ref MessagePackReader reader, MessagePackType expected, Type type)
    {
        MessagePackType actual = reader.NextMessagePackType;
        if (actual != expected)
        {
            Throw($"A value of type '{type}' is {actual} on the wire; expected was {expected}.");
        }
    }

    [DoesNotReturn]
    internal static void Throw(string message) => throw new MessagePackSerializationException(message);
}
