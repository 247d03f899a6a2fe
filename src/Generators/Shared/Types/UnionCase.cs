namespace RayNet.Roslyn.Types;

/// <summary>One implementation of a union.</summary>
/// <param name="Tag">Its number on the wire.</param>
/// <param name="TypeName">As <see cref="TypeShape.FullName"/>.</param>
/// <param name="CopyMethod">Null for an immutable type.</param>
internal sealed record UnionCase(int Tag, string TypeName, string? CopyMethod);
