using MessagePack;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Serializes values as RayNet does between processes: MessagePack, by generated formatters.</summary>
public static class RaySerializer
{
    /// <summary>The MessagePack options that RayNet uses: its own resolver, and the limits for untrusted data.</summary>
    public static MessagePackSerializerOptions Options { get; } =
        MessagePackSerializerOptions.Standard.WithResolver(RayFormatterResolver.Instance).WithSecurity(MessagePackSecurity.UntrustedData);

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <typeparam name="T">Its type, as a remote signature declares it.</typeparam>
    /// <exception cref="RaySerializationException">The type is unknown to the generator, or the value cannot be written.</exception>
    public static byte[] Serialize<T>(T value)
    {
        try
        {
            return MessagePackSerializer.Serialize(value, Options);
        }
        catch (MessagePackSerializationException exception)
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
            return MessagePackSerializer.Deserialize<T>(bytes, Options);
        }
        catch (MessagePackSerializationException exception)
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
