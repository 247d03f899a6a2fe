using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable list.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableListTraits<T> : SequenceTraits<ImmutableList<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override T[] ToArray(ImmutableList<T> value) => [.. value];

    internal override ImmutableList<T> Build(T[] items, object? comparer) => [.. items];
}
