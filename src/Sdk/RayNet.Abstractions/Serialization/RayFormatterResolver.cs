using MessagePack;
using MessagePack.Formatters;
using RayNet.CompilerServices;

namespace RayNet;

/// <summary>Finds the generated formatters, and MessagePack's own for built-in types.</summary>
internal sealed class RayFormatterResolver : IFormatterResolver
{
    internal static readonly RayFormatterResolver Instance = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => Cache<T>.Formatter;

    private static class Cache<T>
    {
        internal static readonly IMessagePackFormatter<T> Formatter = (IMessagePackFormatter<T>)ValueTraits<T>.Instance.CreateFormatter();
    }
}
