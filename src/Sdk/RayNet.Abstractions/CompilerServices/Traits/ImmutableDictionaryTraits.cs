using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable dictionary.</summary>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableDictionaryTraits<TKey, TValue> : MapTraits<ImmutableDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<TKey>.Instance.IsImmutable && ValueTraits<TValue>.Instance.IsImmutable;

    internal override bool IsHashed => true;

    internal override ImmutableDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] entries, object? comparer) =>
        ImmutableDictionary.CreateRange((IEqualityComparer<TKey>?)comparer, entries);

    internal override int CountOf(ImmutableDictionary<TKey, TValue> value) => value.Count;

    internal override object? ComparerOf(ImmutableDictionary<TKey, TValue> value) => value.KeyComparer;
}
