using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A sorted list of keys and values.</summary>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SortedListTraits<TKey, TValue> : MapTraits<SortedList<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override SortedList<TKey, TValue> Build(KeyValuePair<TKey, TValue>[] entries, object? comparer)
    {
        // Entries that come in order are appended; others would move the rest at each insertion.
        IComparer<TKey> order = (IComparer<TKey>?)comparer ?? Comparer<TKey>.Default;
        Array.Sort(entries, (left, right) => order.Compare(left.Key, right.Key));
        var list = new SortedList<TKey, TValue>(entries.Length, order);
        foreach (KeyValuePair<TKey, TValue> entry in entries)
        {
            list.Add(entry.Key, entry.Value);
        }

        return list;
    }

    internal override int CountOf(SortedList<TKey, TValue> value) => value.Count;

    internal override object? ComparerOf(SortedList<TKey, TValue> value) => value.Comparer;
}
