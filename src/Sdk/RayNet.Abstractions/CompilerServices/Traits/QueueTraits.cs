using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A queue, from its head.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class QueueTraits<T> : SequenceTraits<Queue<T>, T>
{
    internal override T[] ToArray(Queue<T> value) => [.. value];

    internal override Queue<T> Build(T[] items, object? comparer) => new(items);
}
