using System.ComponentModel;
using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>The codecs of single values, and what generated codecs call for each argument.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RpcCodecs
{
    /// <summary>No arguments, and no result: nil, and nothing else.</summary>
    public static RpcCodec<Unit> Nil { get; } = new NilCodec();

    /// <summary>A value by itself.</summary>
    /// <typeparam name="T">The value.</typeparam>
    public static RpcCodec<T> Of<T>() => ValueCodec<T>.Instance;

    /// <summary>Writes an argument.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The argument.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static void Write<T>(ref MessagePackWriter writer, T value) => Formatter<T>().Serialize(ref writer, value, RpcSerializer.Options);

    /// <summary>Reads an argument.</summary>
    /// <param name="reader">Where from.</param>
    /// <typeparam name="T">Its type.</typeparam>
    public static T Read<T>(ref MessagePackReader reader) => Formatter<T>().Deserialize(ref reader, RpcSerializer.Options);

    private static IMessagePackFormatter<T> Formatter<T>() => RpcResolver.Instance.GetFormatter<T>();

    private sealed class NilCodec : RpcCodec<Unit>
    {
        public override void Write(ref MessagePackWriter writer, Unit value) => writer.WriteNil();

        public override Unit Read(ref MessagePackReader reader)
        {
            reader.ReadNil();
            return default;
        }
    }

    private sealed class ValueCodec<T> : RpcCodec<T>
    {
        internal static readonly ValueCodec<T> Instance = new();

        public override void Write(ref MessagePackWriter writer, T value) => RpcCodecs.Write(ref writer, value);

        public override T Read(ref MessagePackReader reader) => RpcCodecs.Read<T>(ref reader);
    }
}
