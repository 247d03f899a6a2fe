using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An array of one dimension.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VectorTraits<T> : SequenceTraits<T[], T>
{
    internal override T[] ToArray(T[] value) => value.AsSpan().ToArray();

    internal override T[] Build(T[] items, object? comparer) => items;

    internal override ReadOnlySpan<T> Peek(T[] value) => value;
}
