namespace RayNet.Roslyn.Types;

/// <summary>Where the traits of a shape come from.</summary>
internal enum TypeShapeKind
{
    /// <summary>A generic class of RayNet.Abstractions; nothing is generated but the entry in the manifest.</summary>
    Library,

    /// <summary>A class or struct, generated member by member.</summary>
    Object,

    /// <summary>An interface or abstract class with a closed list of implementations.</summary>
    Union,
}
