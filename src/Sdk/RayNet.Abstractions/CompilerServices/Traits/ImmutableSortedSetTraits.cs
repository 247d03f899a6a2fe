using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable sorted set.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedSetTraits<T> : SequenceTraits<ImmutableSortedSet<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override T[] ToArray(ImmutableSortedSet<T> value) => [.. value];

    internal override ImmutableSortedSet<T> Build(T[] items, object? comparer) => ImmutableSortedSet.CreateRange((IComparer<T>?)comparer, items);

    internal override object? ComparerOf(ImmutableSortedSet<T> value) => value.KeyComparer;
}
