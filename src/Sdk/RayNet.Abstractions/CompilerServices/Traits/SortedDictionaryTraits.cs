using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A sorted dictionary.</summary>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedDictionaryTraits<TKey, TValue> : MapTraits<SortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override SortedDictionary<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] entries, object? comparer)
    {
        var map = new SortedDictionary<TKey, TValue>((IComparer<TKey>?)comparer);
        foreach (KeyValuePair<TKey, TValue> entry in entries)
        {
            map.Add(entry.Key, entry.Value);
        }

        return map;
    }

    internal override int CountOf(SortedDictionary<TKey, TValue> value) => value.Count;

    internal override object? ComparerOf(SortedDictionary<TKey, TValue> value) => value.Comparer;
}
