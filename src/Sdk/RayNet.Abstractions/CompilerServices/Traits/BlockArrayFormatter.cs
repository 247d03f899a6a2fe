using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>An array of numbers: as MessagePack writes it, but for one that is large enough to go through shared memory.</summary>
internal sealed class BlockArrayFormatter<T>(IMessagePackFormatter<T[]?> small) : IMessagePackFormatter<T[]?>
{
    public void Serialize(ref MessagePackWriter writer, T[]? value, MessagePackSerializerOptions options)
    {
        if (value is null || options is not WireOptions wire || !wire.Context.TryWriteBlock<T>(ref writer, value))
        {
            small.Serialize(ref writer, value, options);
        }
    }

    public T[]? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        options is WireOptions wire && !reader.End && reader.NextMessagePackType == MessagePackType.Extension
            ? wire.Context.ReadBlock<T>(ref reader).ToArray()
            : small.Deserialize(ref reader, options);
}
