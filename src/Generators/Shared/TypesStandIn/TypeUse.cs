namespace RayNet.Roslyn.Types;

internal sealed record TypeUse(string Name, bool IsImmutable, string? CopyMethod, EquatableArray<TypeShape> Shapes, EquatableArray<TypeProblem> Problems);

internal sealed record TypeProblem(string DiagnosticId, string Path, string TypeName, string Reason, string Remedy);

internal sealed record TypeShape(string FullName, string TraitsName);
