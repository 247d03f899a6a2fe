using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An interface of a dictionary; copies are dictionaries.</summary>
/// <typeparam name="TInterface">The interface.</typeparam>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DictionaryBackedTraits<TInterface, TKey, TValue> : MapTraits<TInterface, TKey, TValue>
    where TInterface : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    internal override bool IsHashed => true;

    internal override TInterface Build(KeyValuePair<TKey, TValue>[] entries, object? comparer) =>
        (TInterface)(object)new Dictionary<TKey, TValue>(entries, (IEqualityComparer<TKey>?)comparer);

    internal override int CountOf(TInterface value) => value.Count();

    internal override object? ComparerOf(TInterface value) => value switch
    {
        Dictionary<TKey, TValue> map => map.Comparer,
        FrozenDictionary<TKey, TValue> map => map.Comparer,
        ImmutableDictionary<TKey, TValue> map => map.KeyComparer,
        _ => null,
    };
}
