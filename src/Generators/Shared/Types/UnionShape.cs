namespace RayNet.Roslyn.Types;

/// <summary>An interface or abstract class with [Union].</summary>
/// <param name="MaxDepth">The deepest nesting in itself, or 0 without a limit.</param>
/// <param name="Cases">Ordered by tag.</param>
internal sealed record UnionShape(int MaxDepth, EquatableArray<UnionCase> Cases);
