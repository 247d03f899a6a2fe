using System.Collections.Frozen;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A frozen dictionary.</summary>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FrozenDictionaryTraits<TKey, TValue> : MapTraits<FrozenDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<TKey>.Instance.IsImmutable && ValueTraits<TValue>.Instance.IsImmutable;

    internal override bool IsHashed => true;

    internal override FrozenDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] entries, object? comparer) =>
        entries.ToFrozenDictionary((IEqualityComparer<TKey>?)comparer);

    internal override int CountOf(FrozenDictionary<TKey, TValue> value) => value.Count;

    internal override object? ComparerOf(FrozenDictionary<TKey, TValue> value) => value.Comparer;
}
