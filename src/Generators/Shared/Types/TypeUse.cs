namespace RayNet.Roslyn.Types;

/// <summary>A type as a remote signature uses it.</summary>
/// <param name="Name">The type's source text, <c>global::</c>-qualified, with nullable annotations and tuple names.</param>
/// <param name="IsImmutable">Whether values are shared in a process.</param>
/// <param name="CopyMethod">A static method <c>T Copy(T)</c>, usable as a method group and as a call; null for immutable types.</param>
/// <param name="Shapes">All types reached that need traits in the manifest, this one included; sorted by name, distinct.</param>
/// <param name="Problems">Empty if the type can travel.</param>
internal sealed record TypeUse(
    string Name,
    bool IsImmutable,
    string? CopyMethod,
    EquatableArray<TypeShape> Shapes,
    EquatableArray<TypeProblem> Problems)
{
    /// <summary>Whether readers may share the stored value although callers' values are copied (<c>ReadOnlyMemory&lt;T&gt;</c>).</summary>
    public bool IsSharedWhenStored { get; init; }
}
