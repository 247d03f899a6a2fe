using System.Collections.Frozen;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A frozen set.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenSetTraits<T> : SequenceTraits<FrozenSet<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override bool IsHashed => true;

    internal override T[] ToArray(FrozenSet<T> value) => [.. value];

    internal override FrozenSet<T> Build(T[] items, object? comparer) => items.ToFrozenSet((IEqualityComparer<T>?)comparer);

    internal override object? ComparerOf(FrozenSet<T> value) => value.Comparer;
}
