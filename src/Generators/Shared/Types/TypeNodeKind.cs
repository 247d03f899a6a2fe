namespace RayNet.Roslyn.Types;

/// <summary>How a type is treated.</summary>
internal enum TypeNodeKind
{
    /// <summary>It cannot travel.</summary>
    Impossible,

    /// <summary>RayNet.Abstractions has its traits without any manifest.</summary>
    BuiltIn,

    /// <summary>A generic class of RayNet.Abstractions has its traits.</summary>
    Library,

    /// <summary>Generated member by member.</summary>
    Object,

    /// <summary>Generated from [Union].</summary>
    Union,
}
