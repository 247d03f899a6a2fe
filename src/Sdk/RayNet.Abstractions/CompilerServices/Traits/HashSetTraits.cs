using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A set.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HashSetTraits<T> : SequenceTraits<HashSet<T>, T>
{
    internal override bool IsHashed => true;

    internal override T[] ToArray(HashSet<T> value) => [.. value];

    internal override HashSet<T> Build(T[] items, object? comparer) => new(items, (IEqualityComparer<T>?)comparer);

    internal override object? ComparerOf(HashSet<T> value) => value.Comparer;
}
