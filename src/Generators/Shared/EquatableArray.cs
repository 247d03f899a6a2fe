namespace RayNet.Roslyn;

/// <summary>Makes <see cref="EquatableArray{T}"/> from collection expressions and sequences.</summary>
internal static class EquatableArray
{
    internal static EquatableArray<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T> => items.IsEmpty ? default : new(items.ToArray());

    internal static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new([.. items]);
}
