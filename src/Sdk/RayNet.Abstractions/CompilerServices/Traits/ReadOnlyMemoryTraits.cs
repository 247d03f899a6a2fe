using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayNet.CompilerServices;

/// <summary>Memory that readers of a stored value share. A caller may still write to what it passes, so that is copied once.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ReadOnlyMemoryTraits<T> : SequenceTraits<ReadOnlyMemory<T>, T>
{
    /// <summary>Smaller ones no runtime wants.</summary>
    private const long LargeBytes = 16 * 1024;

    /// <inheritdoc />
    public override ReadOnlyMemory<T> Share(ReadOnlyMemory<T> stored) => ValueTraits<T>.Instance.IsImmutable ? stored : Copy(stored);

    /// <inheritdoc />
    public override ReadOnlyMemory<T> Copy(ReadOnlyMemory<T> value)
    {
        if (!ValueTraits<T>.Instance.IsImmutable)
        {
            return base.Copy(value);
        }

        if (MemoryMarshal.TryGetMemoryManager(value, out MemoryManager<T>? manager) && manager is ISealedMemory)
        {
            return value;
        }

        return Blittable<T>.IsSupported && (long)value.Length * Unsafe.SizeOf<T>() >= LargeBytes && RayAmbient.Find() is { } runtime && runtime.TryIsolate(value.Span, out ReadOnlyMemory<T> isolated)
            ? isolated
            : base.Copy(value);
    }

    /// <inheritdoc />
    public override object CreateFormatter() =>
        Blittable<T>.IsSupported ? new BlittableFormatter<ReadOnlyMemory<T>, T>(this) : base.CreateFormatter();

    internal override ReadOnlySpan<T> Peek(ReadOnlyMemory<T> value) => value.Span;

    internal override T[] ToArray(ReadOnlyMemory<T> value) => value.ToArray();

    internal override ReadOnlyMemory<T> Build(T[] items, object? comparer) => items;
}
