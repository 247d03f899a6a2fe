using MessagePack;
using MessagePack.Formatters;
using RayNet.CompilerServices;

namespace RayNet.Runtime.Rpc;

/// <summary>The codecs of single values, and what generated codecs call for each argument.</summary>
internal static class RpcCodecs
{
    /// <summary>No arguments, and no result: nil, and nothing else.</summary>
    internal static RpcCodec<Unit> Nil { get; } = new NilCodec();

    /// <summary>A value by itself.</summary>
    internal static RpcCodec<T> Of<T>() => ValueCodec<T>.Instance;

    internal static void Write<T>(ref MessagePackWriter writer, T value) => Formatter<T>().Serialize(ref writer, value, RpcSerializer.Options);

    internal static T Read<T>(ref MessagePackReader reader) => Formatter<T>().Deserialize(ref reader, RpcSerializer.Options);

    private static IMessagePackFormatter<T> Formatter<T>() => RpcResolver.Instance.GetFormatter<T>();

    private sealed class NilCodec : RpcCodec<Unit>
    {
        internal override void Write(ref MessagePackWriter writer, Unit value) => writer.WriteNil();

        internal override Unit Read(ref MessagePackReader reader)
        {
            reader.ReadNil();
            return default;
        }
    }

    private sealed class ValueCodec<T> : RpcCodec<T>
    {
        internal static readonly ValueCodec<T> Instance = new();

        internal override void Write(ref MessagePackWriter writer, T value) => RpcCodecs.Write(ref writer, value);

        internal override T Read(ref MessagePackReader reader) => RpcCodecs.Read<T>(ref reader);
    }
}
