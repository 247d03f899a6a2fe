using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An array of 2 dimensions.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Array2DTraits<T> : RectangularTraits<T[,], T>
{
    internal override int Rank => 2;

    internal override T[,] New(ReadOnlySpan<int> lengths) => new T[lengths[0], lengths[1]];
}
