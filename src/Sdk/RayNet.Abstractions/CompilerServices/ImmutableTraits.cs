using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable type of the platform, serialized by MessagePack's own formatter.</summary>
/// <typeparam name="T">The type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableTraits<T> : ValueTraits<T>
{
    /// <inheritdoc />
    public override bool IsImmutable => true;

    /// <inheritdoc />
    public override T Copy(T value) => value;

    /// <inheritdoc />
    public override object CreateFormatter() => PlatformFormatters.Find<T>()
        ?? throw new RaySerializationException($"MessagePack has no formatter for '{typeof(T)}'.");
}
