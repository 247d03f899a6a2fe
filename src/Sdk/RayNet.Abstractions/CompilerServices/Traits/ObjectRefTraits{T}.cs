using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RayNet.CompilerServices;

/// <summary>A reference to an object. It is counted, so each holder gets its own and may dispose it.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ObjectRefTraits<T> : ValueTraits<ObjectRef<T>>
{
    /// <inheritdoc />
    public override ObjectRef<T> Copy(ObjectRef<T> value) => Unsafe.As<ObjectRef<T>>(value?.Share())!;

    /// <inheritdoc />
    public override object CreateFormatter() => new ObjectRefFormatter<T>();
}
