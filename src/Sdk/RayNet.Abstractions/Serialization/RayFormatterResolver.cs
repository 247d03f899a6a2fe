using MessagePack;
using MessagePack.Formatters;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Finds the generated formatters, and MessagePack's own for built-in types.</summary>
internal sealed class RayFormatterResolver : IFormatterResolver
{
    internal static readonly RayFormatterResolver Instance = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => Get<T>();

    /// <summary>The formatter of a type.</summary>
    /// <exception cref="RaySerializationException">No remote signature reaches the type.</exception>
    internal static IMessagePackFormatter<T> Get<T>() => Cache<T>.Formatter ?? Create<T>();

    private static IMessagePackFormatter<T> Create<T>() =>
        Cache<T>.Formatter = (IMessagePackFormatter<T>)ValueTraits<T>.Instance.CreateFormatter();

    // Without an initializer, whose failure would be final and hide its cause: a manifest may be added later.
    private static class Cache<T>
    {
        internal static IMessagePackFormatter<T>? Formatter;
    }
}
