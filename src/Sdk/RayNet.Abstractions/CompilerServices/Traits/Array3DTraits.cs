using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An array of 3 dimensions.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Array3DTraits<T> : RectangularTraits<T[,,], T>
{
    internal override int Rank => 3;

    internal override T[,,] New(ReadOnlySpan<int> lengths) => new T[lengths[0], lengths[1], lengths[2]];
}
