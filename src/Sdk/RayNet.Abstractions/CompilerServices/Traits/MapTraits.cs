using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A dictionary, a map on the wire.</summary>
/// <typeparam name="TMap">The dictionary.</typeparam>
/// <typeparam name="TKey">A key.</typeparam>
/// <typeparam name="TValue">A value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MapTraits<TMap, TKey, TValue> : ValueTraits<TMap>
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
{
    private protected MapTraits()
    {
    }

    /// <summary>Whether keys are found by hash codes, which data from outside must not be able to make collide.</summary>
    internal virtual bool IsHashed => false;

    /// <inheritdoc />
    public override TMap Copy(TMap value)
    {
        if (value is null || IsImmutable)
        {
            return value!;
        }

        ValueTraits<TKey> keys = ValueTraits<TKey>.Instance;
        ValueTraits<TValue> values = ValueTraits<TValue>.Instance;
        KeyValuePair<TKey, TValue>[] entries = [.. value];
        if (!keys.IsImmutable || !values.IsImmutable)
        {
            foreach (ref KeyValuePair<TKey, TValue> entry in entries.AsSpan())
            {
                entry = new(keys.Copy(entry.Key), values.Copy(entry.Value));
            }
        }

        return Build(entries, ComparerOf(value));
    }

    /// <inheritdoc />
    public override object CreateFormatter() => new MapFormatter<TMap, TKey, TValue>(this);

    /// <summary>A dictionary of the entries.</summary>
    internal abstract TMap Build(KeyValuePair<TKey, TValue>[] entries, object? comparer);

    internal abstract int CountOf(TMap value);

    internal abstract object? ComparerOf(TMap value);
}
