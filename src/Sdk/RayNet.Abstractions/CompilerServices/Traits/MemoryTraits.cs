using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>Writable memory.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MemoryTraits<T> : SequenceTraits<Memory<T>, T>
{
    /// <inheritdoc />
    public override object CreateFormatter() =>
        Blittable<T>.IsSupported ? new BlittableFormatter<Memory<T>, T>(this) : base.CreateFormatter();

    internal override ReadOnlySpan<T> Peek(Memory<T> value) => value.Span;

    internal override T[] ToArray(Memory<T> value) => value.ToArray();

    internal override Memory<T> Build(T[] items, object? comparer) => items;
}
