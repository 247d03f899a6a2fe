using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A part of an array; copies have an array of their own.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArraySegmentTraits<T> : SequenceTraits<ArraySegment<T>, T>
{
    /// <inheritdoc />
    public override object CreateFormatter() =>
        Blittable<T>.IsSupported ? new BlittableFormatter<ArraySegment<T>, T>(this) : base.CreateFormatter();

    internal override ReadOnlySpan<T> Peek(ArraySegment<T> value) => new(value.Array, value.Offset, value.Count);

    internal override T[] ToArray(ArraySegment<T> value) => Peek(value).ToArray();

    internal override ArraySegment<T> Build(T[] items, object? comparer) => new(items);
}
