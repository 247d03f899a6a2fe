using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>An array of the lengths and, last, an array of all items.</summary>
internal sealed class RectangularFormatter<TArray, T>(RectangularTraits<TArray, T> traits) : IMessagePackFormatter<TArray?>
    where TArray : class
{
    public void Serialize(ref MessagePackWriter writer, TArray? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var array = (Array)(object)value;
        writer.WriteArrayHeader(traits.Rank + 1);
        foreach (int length in RectangularTraits<TArray, T>.LengthsOf(array))
        {
            writer.Write(length);
        }

        writer.WriteArrayHeader(array.Length);
        IMessagePackFormatter<T> formatter = options.Resolver.GetFormatterWithVerify<T>();
        foreach (T item in RectangularTraits<TArray, T>.ItemsOf(array))
        {
            writer.CancellationToken.ThrowIfCancellationRequested();
            formatter.Serialize(ref writer, item, options);
        }
    }

    public TArray? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        Span<int> lengths = stackalloc int[traits.Rank];
        if (Wire.ReadArrayHeader(ref reader, typeof(TArray)) != lengths.Length + 1)
        {
            Wire.Throw($"A value of type '{typeof(TArray)}' does not have {lengths.Length} lengths on the wire.");
        }

        foreach (ref int length in lengths)
        {
            length = reader.ReadInt32();
        }

        // The items are counted by the bytes that are there, the lengths are only said: nothing is allocated for lengths without items.
        int count = Wire.ReadArrayHeader(ref reader, typeof(TArray));
        CheckLengths(lengths, count);
        var items = new ItemBuffer<T>(count);
        IMessagePackFormatter<T> formatter = options.Resolver.GetFormatterWithVerify<T>();
        while (!items.IsFull)
        {
            reader.CancellationToken.ThrowIfCancellationRequested();
            items.Add(formatter.Deserialize(ref reader, options));
        }

        TArray array = traits.New(lengths);
        items.ToArray().AsSpan().CopyTo(RectangularTraits<TArray, T>.ItemsOf((Array)(object)array));
        return array;
    }

    private static void CheckLengths(ReadOnlySpan<int> lengths, int count)
    {
        Int128 product = 1;
        foreach (int length in lengths)
        {
            product *= length < 0 ? -1 : length;
        }

        if (product != count || lengths.ContainsAnyInRange(int.MinValue, -1))
        {
            Wire.Throw($"A value of type '{typeof(TArray)}' has {count} items on the wire, which do not fill its dimensions.");
        }
    }
}
