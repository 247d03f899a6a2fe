using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A reference to the completion of a call. It is counted, so each holder gets its own and may dispose it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ObjectRefTraits : ValueTraits<ObjectRef>
{
    /// <inheritdoc />
    public override ObjectRef Copy(ObjectRef value) => value?.Share()!;

    /// <inheritdoc />
    public override object CreateFormatter() => new ObjectRefFormatter();
}
