using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A dictionary.</summary>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DictionaryTraits<TKey, TValue> : MapTraits<Dictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override bool IsHashed => true;

    internal override Dictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] entries, object? comparer) => new(entries, (IEqualityComparer<TKey>?)comparer);

    internal override int CountOf(Dictionary<TKey, TValue> value) => value.Count;

    internal override object? ComparerOf(Dictionary<TKey, TValue> value) => value.Comparer;
}
