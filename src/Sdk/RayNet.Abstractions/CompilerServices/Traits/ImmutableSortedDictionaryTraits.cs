using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable sorted dictionary.</summary>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableSortedDictionaryTraits<TKey, TValue> : MapTraits<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<TKey>.Instance.IsImmutable && ValueTraits<TValue>.Instance.IsImmutable;

    internal override ImmutableSortedDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] entries, object? comparer) =>
        ImmutableSortedDictionary.CreateRange((IComparer<TKey>?)comparer, entries);

    internal override int CountOf(ImmutableSortedDictionary<TKey, TValue> value) => value.Count;

    internal override object? ComparerOf(ImmutableSortedDictionary<TKey, TValue> value) => value.KeyComparer;
}
