using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayNet.CompilerServices;

/// <summary>An array of several dimensions.</summary>
/// <typeparam name="TArray">The array.</typeparam>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class RectangularTraits<TArray, T> : ValueTraits<TArray>
    where TArray : class
{
    private protected RectangularTraits()
    {
    }

    internal abstract int Rank { get; }

    /// <inheritdoc />
    public sealed override TArray Copy(TArray value)
    {
        if (value is null)
        {
            return null!;
        }

        var array = (Array)(object)value;
        TArray copy = New(LengthsOf(array));
        Span<T> items = ItemsOf((Array)(object)copy);
        ItemsOf(array).CopyTo(items);
        ValueTraits<T> traits = ValueTraits<T>.Instance;
        if (!traits.IsImmutable)
        {
            foreach (ref T item in items)
            {
                item = traits.Copy(item);
            }
        }

        return copy;
    }

    /// <inheritdoc />
    public sealed override object CreateFormatter() => new RectangularFormatter<TArray, T>(this);

    internal abstract TArray New(ReadOnlySpan<int> lengths);

    /// <summary>All items, the last dimension fastest.</summary>
    internal static Span<T> ItemsOf(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    internal static int[] LengthsOf(Array array)
    {
        var lengths = new int[array.Rank];
        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = array.GetLength(i);
        }

        return lengths;
    }
}
