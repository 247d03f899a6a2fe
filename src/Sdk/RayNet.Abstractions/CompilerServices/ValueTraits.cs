using System.ComponentModel;

namespace RayNet.CompilerServices;

/// <summary>The untyped part of <see cref="ValueTraits{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ValueTraits
{
    private protected ValueTraits()
    {
    }

    /// <summary>The type that the traits describe.</summary>
    public abstract Type Type { get; }
}
