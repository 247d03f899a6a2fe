using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Leaves a reference to the <see cref="WireContext"/>, since it needs more than bytes: its owner has to count it.</summary>
internal sealed class ObjectRefFormatter<T> : IMessagePackFormatter<ObjectRef<T>?>
{
    public void Serialize(ref MessagePackWriter writer, ObjectRef<T>? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        WireOptions.ContextOf(options, typeof(ObjectRef<T>)).WriteReference(ref writer, value.Cell);
    }

    public ObjectRef<T>? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : new ObjectRef<T>(WireOptions.ContextOf(options, typeof(ObjectRef<T>)).ReadReference<T>(ref reader));
}
