using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>An array of the items; with a comparer other than the default one, a map of its code to that array.</summary>
internal sealed class SequenceFormatter<TCollection, T>(SequenceTraits<TCollection, T> traits) : IMessagePackFormatter<TCollection>
{
    public void Serialize(ref MessagePackWriter writer, TCollection value, MessagePackSerializerOptions options)
    {
        if (traits.IsMissing(value))
        {
            writer.WriteNil();
            return;
        }

        byte comparer = WireComparers<T>.CodeOf(traits.ComparerOf(value), typeof(TCollection));
        if (comparer != 0)
        {
            writer.WriteMapHeader(1);
            writer.Write(comparer);
        }

        ReadOnlySpan<T> items = traits.Peek(value);
        writer.WriteArrayHeader(items.Length);
        IMessagePackFormatter<T> formatter = options.Resolver.GetFormatterWithVerify<T>();
        foreach (T item in items)
        {
            writer.CancellationToken.ThrowIfCancellationRequested();
            formatter.Serialize(ref writer, item, options);
        }
    }

    public TCollection Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return default!;
        }

        object? comparer = traits.IsHashed ? WireComparers<T>.Secure : null;
        if (reader.NextMessagePackType == MessagePackType.Map)
        {
            comparer = WireComparers<T>.ReadCode(ref reader, reader.ReadMapHeader(), typeof(TCollection));
        }

        var items = new ItemBuffer<T>(Wire.ReadArrayHeader(ref reader, typeof(TCollection)));
        IMessagePackFormatter<T> formatter = options.Resolver.GetFormatterWithVerify<T>();
        while (!items.IsFull)
        {
            reader.CancellationToken.ThrowIfCancellationRequested();
            items.Add(formatter.Deserialize(ref reader, options));
        }

        return traits.Build(items.ToArray(), comparer);
    }
}
