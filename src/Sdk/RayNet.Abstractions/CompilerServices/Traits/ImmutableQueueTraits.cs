using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable queue, from its head.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableQueueTraits<T> : SequenceTraits<ImmutableQueue<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override T[] ToArray(ImmutableQueue<T> value) => [.. value];

    internal override ImmutableQueue<T> Build(T[] items, object? comparer) => ImmutableQueue.CreateRange(items);
}
