namespace RayNet.Roslyn.Types;

/// <summary>What the emitter needs to know about a type that has traits.</summary>
/// <param name="FullName">The type, <c>global::</c>-qualified, without nullable annotations and tuple names: fit for <c>typeof</c>.</param>
/// <param name="TraitsName">The class of the traits, fit for <c>new X()</c>.</param>
/// <param name="Kind">Where the traits come from.</param>
/// <param name="IsImmutable">Whether values are shared in a process.</param>
internal sealed record TypeShape(string FullName, string TraitsName, TypeShapeKind Kind, bool IsImmutable)
{
    /// <summary>Set for <see cref="TypeShapeKind.Object"/>.</summary>
    public ObjectShape? Object { get; init; }

    /// <summary>Set for <see cref="TypeShapeKind.Union"/>.</summary>
    public UnionShape? Union { get; init; }
}
