using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Says that a reference needs more than bytes: its owner has to count it.</summary>
internal sealed class ReferenceFormatter<T> : IMessagePackFormatter<T?>
    where T : class
{
    public void Serialize(ref MessagePackWriter writer, T? value, MessagePackSerializerOptions options)
    {
        if (value is not null)
        {
            throw Unsupported();
        }

        writer.WriteNil();
    }

    public T? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : throw Unsupported();

    private static RaySerializationException Unsupported() =>
        new($"A '{typeof(T)}' cannot be written by RaySerializer: a reference crosses processes with the cluster transport. Write the value that it refers to.");
}
