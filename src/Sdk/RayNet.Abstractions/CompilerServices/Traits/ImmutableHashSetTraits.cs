using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable set.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableHashSetTraits<T> : SequenceTraits<ImmutableHashSet<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override bool IsHashed => true;

    internal override T[] ToArray(ImmutableHashSet<T> value) => [.. value];

    internal override ImmutableHashSet<T> Build(T[] items, object? comparer) => ImmutableHashSet.CreateRange((IEqualityComparer<T>?)comparer, items);

    internal override object? ComparerOf(ImmutableHashSet<T> value) => value.KeyComparer;
}
