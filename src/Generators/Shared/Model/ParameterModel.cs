namespace RayNet.Roslyn.Model;

/// <summary>A parameter of a remote method or of a constructor.</summary>
/// <param name="Name">The plain name, without @.</param>
/// <param name="Kind">Where the argument comes from.</param>
/// <param name="Type">The type as source text, with nullable annotations.</param>
/// <param name="Default">The default value as source text; <see langword="null"/> without one.</param>
/// <param name="IsParams">Whether it is a params parameter.</param>
/// <param name="Oblivious">For reference types that admit null: the type without annotations.</param>
/// <param name="HoldsReferences">Whether values keep other objects alive, so that the call drops them when it has ended.</param>
/// <param name="Copy">The method that makes deep copies; <see langword="null"/> for immutable types.</param>
/// <param name="CallerInfo">A caller-information attribute as source text, or empty.</param>
internal sealed record ParameterModel(
    string Name,
    ParameterKind Kind,
    string Type,
    string? Default,
    bool IsParams,
    string? Oblivious,
    bool HoldsReferences,
    string? Copy,
    string CallerInfo)
{
    /// <summary>The name as an identifier.</summary>
    internal string Identifier => Identifiers.Escape(Name);

    /// <summary>The field of a call class that holds the argument.</summary>
    internal string Field => "_" + Name;

    /// <summary>Whether the type is a reference type that admits null.</summary>
    internal bool IsNullableReference => Oblivious is not null;

    /// <summary>Whether the caller sees it among the arguments that are sent.</summary>
    internal bool IsSent => Kind is ParameterKind.Value or ParameterKind.Reference;
}
