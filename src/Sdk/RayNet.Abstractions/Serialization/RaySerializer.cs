using System.Buffers;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Serializes values as RayNet does between processes: MessagePack, by generated formatters.</summary>
public static class RaySerializer
{
    /// <summary>MessagePack's formatter of BigInteger takes two bytes more than it asks for, which a buffer of 256 does not have.</summary>
    private const int FirstBuffer = 1024;

    /// <summary>The MessagePack options that RayNet uses: its own resolver, and the limits for untrusted data.</summary>
    public static MessagePackSerializerOptions Options { get; } =
        new ResolverOptions(RayFormatterResolver.Instance).WithSecurity(MessagePackSecurity.UntrustedData);

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Its type, as a remote signature declares it.</typeparam>
    /// <exception cref="RaySerializationException">The type is unknown to the generator, or the value cannot be written.</exception>
    public static byte[] Serialize<T>(T value)
    {
        try
        {
            // MessagePackSerializer would bring MessagePack's reflection into trimmed applications.
            var buffer = new ArrayBufferWriter<byte>(FirstBuffer);
            var writer = new MessagePackWriter(buffer);
            RayFormatterResolver.Get<T>().Serialize(ref writer, value, Options);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
        catch (Exception exception)
        {
            throw Failed<T>("serialized", exception);
        }
    }

    /// <summary>Reads a value.</summary>
    /// <param name="bytes">What <see cref="Serialize"/> wrote.</param>
    /// <typeparam name="T">Its type, as a remote signature declares it.</typeparam>
    /// <exception cref="RaySerializationException">The type is unknown to the generator, or the bytes are not such a value.</exception>
    public static T Deserialize<T>(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new MessagePackReader(bytes);
            return RayFormatterResolver.Get<T>().Deserialize(ref reader, Options);
        }
        catch (Exception exception)
        {
            throw Failed<T>("deserialized", exception);
        }
    }

    /// <summary>A deep copy, as a value arrives at another process.</summary>
    /// <param name="value">The original.</param>
    /// <typeparam name="T">Its type, as a remote signature declares it.</typeparam>
    /// <exception cref="RaySerializationException">The type is unknown to the generator, or the value refers to itself.</exception>
    public static T Copy<T>(T value)
    {
        ValueTraits<T> traits = ValueTraits<T>.Instance;
        return traits.IsImmutable ? value : traits.Copy(value);
    }

    /// <summary>Whether an exception says by itself what is wrong.</summary>
    internal static bool IsPlain(Exception exception) => exception is RayException or OperationCanceledException;

    internal static RaySerializationException Failed<T>(string verb, Exception exception)
    {
        Exception cause = exception.GetBaseException();
        return cause as RaySerializationException ?? new RaySerializationException($"A value of type '{typeof(T)}' cannot be {verb}: {cause.Message}", exception);
    }
}
