using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>A map; with a comparer other than the default one, an array of its code and that map.</summary>
internal sealed class MapFormatter<TMap, TKey, TValue>(MapTraits<TMap, TKey, TValue> traits) : IMessagePackFormatter<TMap>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
{
    public void Serialize(ref MessagePackWriter writer, TMap value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        byte comparer = WireComparers<TKey>.CodeOf(traits.ComparerOf(value), typeof(TMap));
        if (comparer != 0)
        {
            writer.WriteArrayHeader(2);
            writer.Write(comparer);
        }

        writer.WriteMapHeader(traits.CountOf(value));
        IMessagePackFormatter<TKey> keys = options.Resolver.GetFormatterWithVerify<TKey>();
        IMessagePackFormatter<TValue> values = options.Resolver.GetFormatterWithVerify<TValue>();
        foreach (KeyValuePair<TKey, TValue> entry in value)
        {
            writer.CancellationToken.ThrowIfCancellationRequested();
            keys.Serialize(ref writer, entry.Key, options);
            values.Serialize(ref writer, entry.Value, options);
        }
    }

    public TMap Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return null!;
        }

        object? comparer = traits.IsHashed ? WireComparers<TKey>.Secure : null;
        if (reader.NextMessagePackType == MessagePackType.Array)
        {
            comparer = WireComparers<TKey>.ReadCode(ref reader, reader.ReadArrayHeader(), typeof(TMap));
        }

        var entries = new ItemBuffer<KeyValuePair<TKey, TValue>>(Wire.ReadMapHeader(ref reader, typeof(TMap)));
        IMessagePackFormatter<TKey> keys = options.Resolver.GetFormatterWithVerify<TKey>();
        IMessagePackFormatter<TValue> values = options.Resolver.GetFormatterWithVerify<TValue>();
        while (!entries.IsFull)
        {
            reader.CancellationToken.ThrowIfCancellationRequested();
            TKey key = keys.Deserialize(ref reader, options);
            entries.Add(new(key, values.Deserialize(ref reader, options)));
        }

        return traits.Build(entries.ToArray(), comparer);
    }
}
