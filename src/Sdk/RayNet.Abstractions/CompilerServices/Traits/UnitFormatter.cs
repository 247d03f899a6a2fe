using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Nil: MessagePack has no formatter for the type.</summary>
internal sealed class UnitFormatter : IMessagePackFormatter<Unit>
{
    public void Serialize(ref MessagePackWriter writer, Unit value, MessagePackSerializerOptions options) => writer.WriteNil();

    public Unit Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        reader.ReadNil();
        return default;
    }
}
