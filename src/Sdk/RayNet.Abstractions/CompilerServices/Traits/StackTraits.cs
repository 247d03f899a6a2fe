using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A stack, from its top.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StackTraits<T> : SequenceTraits<Stack<T>, T>
{
    internal override T[] ToArray(Stack<T> value) => [.. value];

    internal override Stack<T> Build(T[] items, object? comparer)
    {
        Array.Reverse(items);
        return new Stack<T>(items);
    }
}
