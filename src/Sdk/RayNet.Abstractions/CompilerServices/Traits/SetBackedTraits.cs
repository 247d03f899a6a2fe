using System.Collections.Frozen;
using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An interface of a set; copies are hash sets.</summary>
/// <typeparam name="TInterface">The interface.</typeparam>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SetBackedTraits<TInterface, T> : SequenceTraits<TInterface, T>
    where TInterface : class, IEnumerable<T>
{
    internal override bool IsHashed => true;

    internal override T[] ToArray(TInterface value) => [.. value];

    internal override TInterface Build(T[] items, object? comparer) => (TInterface)(object)new HashSet<T>(items, (IEqualityComparer<T>?)comparer);

    /// <summary>The order of a sorted set is a matter of the class, which the interface hides.</summary>
    internal override object? ComparerOf(TInterface value) => value switch
    {
        HashSet<T> set => set.Comparer,
        FrozenSet<T> set => set.Comparer,
        ImmutableHashSet<T> set => set.KeyComparer,
        _ => null,
    };
}
