using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RayNet.CompilerServices;

/// <summary>A list.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListTraits<T> : SequenceTraits<List<T>, T>
{
    /// <inheritdoc />
    public override List<T> Copy(List<T> value)
    {
        if (value is null)
        {
            return null!;
        }

        // The runtime type may derive from List<T>; its items are what the declared type shows.
        var copy = new List<T>(value);
        CopyItems(CollectionsMarshal.AsSpan(copy));
        return copy;
    }

    internal override T[] ToArray(List<T> value) => [.. value];

    internal override List<T> Build(T[] items, object? comparer) => [.. items];

    internal override ReadOnlySpan<T> Peek(List<T> value) => CollectionsMarshal.AsSpan(value);
}
