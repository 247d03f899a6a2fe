namespace RayNet.Roslyn.Types;

/// <summary>A property or field that travels.</summary>
/// <param name="Name">Escaped where it is a keyword.</param>
/// <param name="Position">The index in the array on the wire.</param>
/// <param name="TypeName">As <see cref="TypeShape.FullName"/>.</param>
/// <param name="Primitive">The suffix of MessagePackReader's method (<c>Int32</c>), or null if a formatter is needed.</param>
/// <param name="CopyMethod">Null for immutable types.</param>
/// <param name="Setting">How a new object gets the value.</param>
/// <param name="Default">The expression for a missing value.</param>
internal sealed record TypeMember(
    string Name,
    int Position,
    string TypeName,
    string? Primitive,
    string? CopyMethod,
    MemberSetting Setting,
    string Default)
{
    /// <summary>Whether the object initializer sets it too: the constructor does not count as setting required members.</summary>
    public bool IsInitializedToo { get; init; }
}
