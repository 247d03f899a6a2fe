using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An array of one dimension.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class VectorTraits<T> : SequenceTraits<T[], T>
{
    // Only a read-only span may lie over an array of a derived type.
    internal override T[] ToArray(T[] value) => new ReadOnlySpan<T>(value).ToArray();

    internal override T[] Build(T[] items, object? comparer) => items;

    internal override ReadOnlySpan<T> Peek(T[] value) => value;
}
