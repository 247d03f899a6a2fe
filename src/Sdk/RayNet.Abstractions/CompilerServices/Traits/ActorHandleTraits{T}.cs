using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A handle of an actor; shared.</summary>
/// <typeparam name="TActor">The actor's class.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ActorHandleTraits<TActor> : ValueTraits<ActorHandle<TActor>>
    where TActor : class
{
    /// <inheritdoc />
    public override bool IsImmutable => true;

    /// <inheritdoc />
    public override ActorHandle<TActor> Copy(ActorHandle<TActor> value) => value;

    /// <inheritdoc />
    public override object CreateFormatter() => new ActorHandleFormatter<TActor>();
}
