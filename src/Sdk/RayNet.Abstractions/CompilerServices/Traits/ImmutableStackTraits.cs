using System.Collections.Immutable;
using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>An immutable stack, from its top.</summary>
/// <typeparam name="T">An item.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImmutableStackTraits<T> : SequenceTraits<ImmutableStack<T>, T>
{
    /// <inheritdoc />
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    internal override T[] ToArray(ImmutableStack<T> value) => [.. value];

    internal override ImmutableStack<T> Build(T[] items, object? comparer)
    {
        Array.Reverse(items);
        return ImmutableStack.CreateRange(items);
    }
}
