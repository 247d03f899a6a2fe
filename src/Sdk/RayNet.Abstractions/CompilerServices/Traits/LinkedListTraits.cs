using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A linked list.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LinkedListTraits<T> : SequenceTraits<LinkedList<T>, T>
{
    internal override T[] ToArray(LinkedList<T> value) => [.. value];

    internal override LinkedList<T> Build(T[] items, object? comparer) => new(items);
}
