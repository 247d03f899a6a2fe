using System.ComponentModel;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>An enum, its underlying number on the wire.</summary>
/// <typeparam name="T">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumTraits<T> : ValueTraits<T>
    where T : struct, Enum
{
    /// <inheritdoc />
    public override bool IsImmutable => true;

    /// <inheritdoc />
    public override T Copy(T value) => value;

    /// <inheritdoc />
    public override object CreateFormatter() => new GenericEnumFormatter<T>();
}
