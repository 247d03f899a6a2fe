using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An interface of a list; copies are lists.</summary>
/// <typeparam name="TInterface">The interface.</typeparam>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListBackedTraits<TInterface, T> : SequenceTraits<TInterface, T>
    where TInterface : class, IEnumerable<T>
{
    internal override T[] ToArray(TInterface value) => [.. value];

    internal override TInterface Build(T[] items, object? comparer) => (TInterface)(object)new List<T>(items);
}
