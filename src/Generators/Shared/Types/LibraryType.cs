namespace RayNet.Roslyn.Types;

/// <summary>A generic type whose traits are a generic class of RayNet.Abstractions.</summary>
/// <param name="Traits">The class; {self} and {args} are replaced.</param>
/// <param name="IsMutable">Whether the collection itself can change.</param>
/// <param name="Steps">How a member path goes into each type argument.</param>
internal sealed record LibraryType(string Traits, bool IsMutable, string[] Steps)
{
    internal bool IsSharedWhenStored { get; init; }

    /// <summary>Whether the type argument is what values refer to, and no part of them.</summary>
    internal bool IsReference { get; init; }
}
