using Grpc.Core;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc.Hubs;

/// <summary>Codecs of what a hub calls back for a stream.</summary>
internal static class StreamCodecs
{
    internal static RpcCodec<StreamEnd> End { get; } = new EndCodec();

    internal static RpcCodec<StreamItem<T>> Item<T>(RpcCodec<T> item) => new ItemCodec<T>(item);

    private sealed class ItemCodec<T>(RpcCodec<T> item) : RpcCodec<StreamItem<T>>
    {
        public override void Write(ref MessagePackWriter writer, StreamItem<T> value)
        {
            writer.WriteArrayHeader(2);
            writer.Write(value.Stream);
            item.Write(ref writer, value.Item);
        }

        public override StreamItem<T> Read(ref MessagePackReader reader) =>
            reader.ReadArrayHeader() < 2
                ? throw new MessagePackSerializationException("An item of a stream comes with the stream's number.")
                : new StreamItem<T>(reader.ReadInt32(), item.Read(ref reader));
    }

    private sealed class EndCodec : RpcCodec<StreamEnd>
    {
        public override void Write(ref MessagePackWriter writer, StreamEnd value)
        {
            writer.WriteArrayHeader(3);
            writer.Write(value.Stream);
            writer.Write((int)value.Status);
            writer.Write(value.Detail);
        }

        public override StreamEnd Read(ref MessagePackReader reader) =>
            reader.ReadArrayHeader() < 3
                ? throw new MessagePackSerializationException("The end of a stream comes with its number, a status and a text.")
                : new StreamEnd(reader.ReadInt32(), (StatusCode)reader.ReadInt32(), reader.ReadString() ?? string.Empty);
    }
}
