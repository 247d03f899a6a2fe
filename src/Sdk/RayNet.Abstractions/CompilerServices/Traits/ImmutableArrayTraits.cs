using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RayNet.CompilerServices;

/// <summary>An immutable array.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableArrayTraits<T> : SequenceTraits<ImmutableArray<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override ReadOnlySpan<T> Peek(ImmutableArray<T> value) => value.AsSpan();

    internal override bool IsMissing(ImmutableArray<T> value) => value.IsDefault;

    internal override T[] ToArray(ImmutableArray<T> value) => value.AsSpan().ToArray();

    internal override ImmutableArray<T> Build(T[] items, object? comparer) => ImmutableCollectionsMarshal.AsImmutableArray(items);
}
