using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Numbers as one block of bytes, little endian.</summary>
internal sealed class BlittableFormatter<TCollection, T>(SequenceTraits<TCollection, T> traits) : IMessagePackFormatter<TCollection>
{
    public void Serialize(ref MessagePackWriter writer, TCollection value, MessagePackSerializerOptions options)
    {
        ReadOnlySpan<T> items = traits.Peek(value);
        if ((long)items.Length * Unsafe.SizeOf<T>() > int.MaxValue)
        {
            throw new RaySerializationException($"A '{typeof(TCollection)}' of {items.Length} items is more than 2 GiB on the wire. Split it.");
        }

        if (BitConverter.IsLittleEndian)
        {
            if (options is WireOptions wire && wire.Context.TryWriteBlock(ref writer, items))
            {
                return;
            }

            writer.Write(AsBytes(items));
            return;
        }

        T[] swapped = items.ToArray();
        ReverseBytes(swapped);
        writer.Write(AsBytes((ReadOnlySpan<T>)swapped));
    }

    public TCollection Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil())
        {
            return default!;
        }

        if (reader.NextMessagePackType == MessagePackType.Extension && options is WireOptions wire)
        {
            ReadOnlyMemory<T> block = wire.Context.ReadBlock<T>(ref reader);
            return typeof(TCollection) == typeof(ReadOnlyMemory<T>) ? (TCollection)(object)block : traits.Build(block.ToArray(), null);
        }

        Wire.Expect(ref reader, MessagePackType.Binary, typeof(TCollection));
        ReadOnlySequence<byte> bytes = reader.ReadBytes().GetValueOrDefault();
        if (bytes.Length % Unsafe.SizeOf<T>() != 0)
        {
            Wire.Throw($"A value of type '{typeof(TCollection)}' has {bytes.Length} bytes, which is no multiple of {Unsafe.SizeOf<T>()}.");
        }

        var items = new T[bytes.Length / Unsafe.SizeOf<T>()];
        bytes.CopyTo(AsBytes(items.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            ReverseBytes(items);
        }

        return traits.Build(items, null);
    }

    private static ReadOnlySpan<byte> AsBytes(ReadOnlySpan<T> items) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length * Unsafe.SizeOf<T>());

    private static Span<byte> AsBytes(Span<T> items) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), items.Length * Unsafe.SizeOf<T>());

    private static void ReverseBytes(Span<T> items)
    {
        foreach (ref T item in items)
        {
            AsBytes(MemoryMarshal.CreateSpan(ref item, 1)).Reverse();
        }
    }
}
