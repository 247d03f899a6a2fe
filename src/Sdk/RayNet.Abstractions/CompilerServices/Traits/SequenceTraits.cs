using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A collection of items, an array on the wire.</summary>
/// <typeparam name="TCollection">The collection.</typeparam>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SequenceTraits<TCollection, T> : ValueTraits<TCollection>
{
    private protected SequenceTraits()
    {
    }

    /// <summary>Whether items are found by hash codes, which data from outside must not be able to make collide.</summary>
    internal virtual bool IsHashed => false;

    /// <inheritdoc />
    public override TCollection Copy(TCollection value)
    {
        if (IsMissing(value) || IsImmutable)
        {
            return value;
        }

        T[] items = ToArray(value);
        CopyItems(items);
        return Build(items, ComparerOf(value));
    }

    /// <inheritdoc />
    public override object CreateFormatter() => new SequenceFormatter<TCollection, T>(this);

    /// <summary>An array of its own with the items.</summary>
    internal abstract T[] ToArray(TCollection value);

    /// <summary>A collection of the items; it may keep the array.</summary>
    internal abstract TCollection Build(T[] items, object? comparer);

    /// <summary>The items for a reader that does not keep them.</summary>
    internal virtual ReadOnlySpan<T> Peek(TCollection value) => ToArray(value);

    internal virtual bool IsMissing(TCollection value) => value is null;

    internal virtual object? ComparerOf(TCollection value) => null;

    private protected static void CopyItems(Span<T> items)
    {
        ValueTraits<T> traits = ValueTraits<T>.Instance;
        if (traits.IsImmutable)
        {
            return;
        }

        foreach (ref T item in items)
        {
            item = traits.Copy(item);
        }
    }
}
