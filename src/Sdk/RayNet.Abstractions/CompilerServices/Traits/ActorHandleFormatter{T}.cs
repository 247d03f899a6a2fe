using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>Leaves a handle to the <see cref="WireContext"/>: its actor lives as long as some process holds one.</summary>
internal sealed class ActorHandleFormatter<TActor> : IMessagePackFormatter<ActorHandle<TActor>?>
    where TActor : class
{
    public void Serialize(ref MessagePackWriter writer, ActorHandle<TActor>? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        WireOptions.ContextOf(options, typeof(ActorHandle<TActor>)).WriteHandle(ref writer, value);
    }

    public ActorHandle<TActor>? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options) =>
        reader.TryReadNil() ? null : WireOptions.ContextOf(options, typeof(ActorHandle<TActor>)).ReadHandle<TActor>(ref reader);
}
