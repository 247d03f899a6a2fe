using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Leaves a handle to the <see cref="WireContext"/>, which knows the class that the declared type does not name.</summary>
internal sealed class ActorHandleFormatter : IMessagePackFormatter<ActorHandle?>
{
    public void Serialize(ref MessagePackWriter writer, ActorHandle? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        WireOptions.ContextOf(options, typeof(ActorHandle)).WriteHandle(ref writer, value);
    }

    public ActorHandle? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : WireOptions.ContextOf(options, typeof(ActorHandle)).ReadHandle(ref reader);
}
