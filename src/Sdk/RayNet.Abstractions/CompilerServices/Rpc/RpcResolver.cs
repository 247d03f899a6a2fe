using MessagePack;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>
/// MessagePack's formatters for built-in types, which RayNet's own differ from (a date and time keeps its kind there and is a timestamp here), and
/// generated ones for all others.
/// </summary>
internal sealed class RpcResolver : IFormatterResolver
{
    internal static readonly RpcResolver Instance = new();

    public IMessagePackFormatter<T> GetFormatter<T>() => Cache<T>.Formatter;

    private static class Cache<T>
    {
        internal static readonly IMessagePackFormatter<T> Formatter =
            PlatformFormatters.Find<T>() ?? RayFormatterResolver.Instance.GetFormatter<T>()!;
    }
}
