using System.ComponentModel;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>A value type that may be missing.</summary>
/// <typeparam name="T">The value type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NullableTraits<T> : ValueTraits<T?>
    where T : struct
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    /// <inheritdoc />
    public override T? Copy(T? value) => value is null ? null : ValueTraits<T>.Instance.Copy(value.Value);

    /// <inheritdoc />
    public override object CreateFormatter() => new NullableFormatter<T>();
}
