using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A reference to an object or an actor. One to an object is counted, so each holder gets its own and may dispose it.</summary>
/// <typeparam name="T">The reference.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReferenceTraits<T> : ValueTraits<T>
    where T : class
{
    /// <inheritdoc />
    public override bool IsImmutable => !typeof(ObjectRef).IsAssignableFrom(typeof(T));

    /// <inheritdoc />
    public override T Copy(T value) => value is ObjectRef reference ? (T)(object)reference.Share() : value;

    /// <inheritdoc />
    public override object CreateFormatter() => new ReferenceFormatter<T>();
}
