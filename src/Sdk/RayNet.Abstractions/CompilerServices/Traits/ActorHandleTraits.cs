using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A handle of an actor whose class is not declared; shared.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorHandleTraits : ValueTraits<ActorHandle>
{
    /// <inheritdoc />
    public override bool IsImmutable => true;

    /// <inheritdoc />
    public override ActorHandle Copy(ActorHandle value) => value;

    /// <inheritdoc />
    public override object CreateFormatter() => new ActorHandleFormatter();
}
