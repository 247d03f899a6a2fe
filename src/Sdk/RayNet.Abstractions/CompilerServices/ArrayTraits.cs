using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>An array whose elements are immutable: one copy of the memory is a deep copy.</summary>
internal sealed class ArrayTraits<T> : ValueTraits<T[]>
{
    public override T[] Copy(T[] value) => value is null ? null! : (T[])value.Clone();

    public override object CreateFormatter()
    {
        IMessagePackFormatter<T[]?> small = PlatformFormatters.Find<T[]?>() ?? new ArrayFormatter<T>();
        return Blittable<T>.IsSupported ? new BlockArrayFormatter<T>(small) : small;
    }
}
