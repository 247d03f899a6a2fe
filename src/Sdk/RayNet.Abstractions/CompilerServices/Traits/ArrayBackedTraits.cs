using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>A read-only interface of a collection; copies are arrays.</summary>
/// <typeparam name="TInterface">The interface.</typeparam>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArrayBackedTraits<TInterface, T> : SequenceTraits<TInterface, T>
    where TInterface : class, IEnumerable<T>
{
    internal override T[] ToArray(TInterface value) => [.. value];

    internal override TInterface Build(T[] items, object? comparer) => (TInterface)(object)items;
}
