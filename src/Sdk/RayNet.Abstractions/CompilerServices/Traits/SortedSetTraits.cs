using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A sorted set.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedSetTraits<T> : SequenceTraits<SortedSet<T>, T>
{
    internal override T[] ToArray(SortedSet<T> value) => [.. value];

    internal override SortedSet<T> Build(T[] items, object? comparer) => new(items, (IComparer<T>?)comparer);

    internal override object? ComparerOf(SortedSet<T> value) => value.Comparer;
}
