using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A reference to an object or an actor: shared inside a process.</summary>
/// <typeparam name="T">The reference.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReferenceTraits<T> : ValueTraits<T>
    where T : class
{
    /// <inheritdoc />
    public override bool IsImmutable => true;

    /// <inheritdoc />
    public override T Copy(T value) => value;

    /// <inheritdoc />
    public override object CreateFormatter() => new ReferenceFormatter<T>();
}
