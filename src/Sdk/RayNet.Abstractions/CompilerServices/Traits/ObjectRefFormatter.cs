using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Leaves a reference without a value to the <see cref="WireContext"/>: whatever it refers to, only its completion is read.</summary>
internal sealed class ObjectRefFormatter : IMessagePackFormatter<ObjectRef?>
{
    public void Serialize(ref MessagePackWriter writer, ObjectRef? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        WireOptions.ContextOf(options, typeof(ObjectRef)).WriteReference(ref writer, value.Cell);
    }

    public ObjectRef? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : new ObjectRef(WireOptions.ContextOf(options, typeof(ObjectRef)).ReadReference<Unit>(ref reader));
}
