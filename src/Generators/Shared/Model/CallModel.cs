namespace RayNet.Roslyn.Model;

/// <summary>A method or constructor that can be called remotely.</summary>
/// <param name="Name">The plain name of the method; the type's for a constructor.</param>
/// <param name="EntryPoint">The plain name of the generated method.</param>
/// <param name="Descriptor">The name of the class that holds the descriptor and the calls.</param>
/// <param name="Id">Identifies the method on the wire.</param>
/// <param name="DisplayName">Type and method, for messages.</param>
/// <param name="DocumentationId">The documentation comment id of the user's method.</param>
/// <param name="IsPublic">Whether the entry point is public.</param>
/// <param name="Attributes">Attributes that the entry point repeats (obsolete, experimental), one on each line, or empty.</param>
/// <param name="Parameters">All parameters in order.</param>
/// <param name="Return">What it returns.</param>
/// <param name="Options">The initializer of the attribute's options as source text; <see langword="null"/> when it sets none.</param>
internal sealed record CallModel(
    string Name,
    string EntryPoint,
    string Descriptor,
    ulong Id,
    string DisplayName,
    string DocumentationId,
    bool IsPublic,
    string Attributes,
    EquatableArray<ParameterModel> Parameters,
    ReturnModel Return,
    string? Options)
{
    /// <summary>Whether the method is obsolete, so that only obsolete code may call it freely.</summary>
    internal bool IsObsolete => Attributes.IndexOf("[global::System.ObsoleteAttribute(", StringComparison.Ordinal) >= 0;
}
