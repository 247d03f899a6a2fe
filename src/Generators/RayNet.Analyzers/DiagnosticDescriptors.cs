using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Analyzers.Contracts;
using RayNet.Roslyn;

namespace RayNet.Analyzers;

/// <summary>Every rule of RayNet. An id is never used again for another rule.</summary>
internal static class DiagnosticDescriptors
{
    internal const string Category = "RayNet.Usage";

    internal const string HelpRoot = "https://github.com/raynet/raynet/blob/main/docs/diagnostics/";

    internal static readonly DiagnosticDescriptor Inaccessible = new(
        DiagnosticIds.Inaccessible,
        "Generated code cannot reach the remote member",
        "'{0}' is {1}, so generated code cannot reach it; make it internal or public",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.Inaccessible + ".md");

    internal static readonly DiagnosticDescriptor ParameterNotRemote = new(
        DiagnosticIds.ParameterNotRemote,
        "The parameter cannot be remote",
        "Parameter '{0}' cannot be remote: {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ParameterNotRemote + ".md");

    internal static readonly DiagnosticDescriptor OpenGeneric = new(
        DiagnosticIds.OpenGeneric,
        "The remote member is generic",
        "'{0}' is generic, and a remote call needs every type when it is compiled; write a non-generic one for each type that you need",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.OpenGeneric + ".md");

    internal static readonly DiagnosticDescriptor TypeCannotTravel = new(
        DiagnosticIds.TypeCannotTravel,
        "The type cannot travel",
        "{0} cannot travel: '{1}' is of type '{2}': {3}; {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.TypeCannotTravel + ".md");

    internal static readonly DiagnosticDescriptor TypeContainsItself = new(
        DiagnosticIds.TypeContainsItself,
        "The type contains itself without a limit",
        "{0} cannot travel: '{1}' leads back to '{2}', so nothing limits its depth; put [MaxDepth(64)] on '{2}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.TypeContainsItself + ".md");

    internal static readonly DiagnosticDescriptor DuplicateId = new(
        DiagnosticIds.DuplicateId,
        "Two remote members share an id",
        "'{0}' and '{1}' have the same id; give one of them another Id",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.DuplicateId + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    internal static readonly DiagnosticDescriptor NameClash = new(
        DiagnosticIds.NameClash,
        "A generated name clashes",
        "The generated '{0}' clashes with {1}; rename the method",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.NameClash + ".md");

    internal static readonly DiagnosticDescriptor InvalidOption = new(
        DiagnosticIds.InvalidOption,
        "The option's value is not allowed",
        "Option '{0}' cannot be {1}; give {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidOption + ".md");

    internal static readonly DiagnosticDescriptor InvalidConcurrencyGroup = new(
        DiagnosticIds.InvalidConcurrencyGroup,
        "The concurrency group is not declared exactly once",
        "Actor '{1}' must declare concurrency group '{0}' exactly once, with a limit of at least 1, as in [ConcurrencyGroup(\"io\", 4)]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidConcurrencyGroup + ".md");

    internal static readonly DiagnosticDescriptor ReturnTypeNotRemote = new(
        DiagnosticIds.ReturnTypeNotRemote,
        "The return type cannot be remote",
        "Return type '{0}' cannot be remote: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ReturnTypeNotRemote + ".md");

    internal static readonly DiagnosticDescriptor InvalidActorClass = new(
        DiagnosticIds.InvalidActorClass,
        "The class cannot be an actor",
        "'{0}' cannot be an actor: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidActorClass + ".md");

    internal static readonly DiagnosticDescriptor SuppliedParameterMisused = new(
        DiagnosticIds.SuppliedParameterMisused,
        "The supplied parameter is misused",
        "Parameter '{0}' cannot be supplied; take at most one CancellationToken and one RayContext, and take what is supplied by value",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.SuppliedParameterMisused + ".md");

    internal static readonly DiagnosticDescriptor SplitReturnsWithoutTuple = new(
        DiagnosticIds.SplitReturnsWithoutTuple,
        "SplitReturns needs a tuple",
        "'{0}' sets SplitReturns but returns no tuple of 2 to 7 elements; return such a tuple or remove SplitReturns",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.SplitReturnsWithoutTuple + ".md");

    internal static readonly DiagnosticDescriptor NotAnOrdinaryMethod = new(
        DiagnosticIds.NotAnOrdinaryMethod,
        "The member cannot be remote",
        "'{0}' cannot be remote: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.NotAnOrdinaryMethod + ".md");

    internal static readonly DiagnosticDescriptor InvalidStartup = new(
        DiagnosticIds.InvalidStartup,
        "The startup class is not usable",
        "'{0}' cannot be the startup class; mark one class of the assembly that implements IRayStartup, is neither abstract nor generic, and has a public parameterless constructor",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidStartup + ".md");

    internal static readonly DiagnosticDescriptor InvalidTaskClass = new(
        DiagnosticIds.InvalidTaskClass,
        "The worker cannot build the class of an instance task",
        "The worker cannot build '{0}', which declares a remote instance method: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidTaskClass + ".md");

    internal static readonly DiagnosticDescriptor InvalidRpcMember = new(
        DiagnosticIds.InvalidRpcMember,
        "The interface cannot be called over the wire",
        "'{0}' cannot be called over the wire: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidRpcMember + ".md");

    internal static readonly DiagnosticDescriptor InvalidExposure = new(
        DiagnosticIds.InvalidExposure,
        "Gateways cannot serve the member",
        "Gateways cannot serve '{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.InvalidExposure + ".md");

    internal static readonly DiagnosticDescriptor ExposedNameTaken = new(
        DiagnosticIds.ExposedNameTaken,
        "Two exposed classes have one name on the wire",
        "'{0}' and '{1}' are both '{2}' to callers of a gateway; give one another name by [Expose(Name = \"...\")]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.ExposedNameTaken + ".md",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    internal static readonly DiagnosticDescriptor DiscardedReference = new(
        DiagnosticIds.DiscardedReference,
        "The reference of a remote call is dropped",
        "The reference that '{0}' returns is dropped, and with it the error of the call; await it, keep it, or write '_ =' before the call when nobody needs to know",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + DiagnosticIds.DiscardedReference + ".md");

    /// <summary>In the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        Inaccessible,
        ParameterNotRemote,
        OpenGeneric,
        TypeCannotTravel,
        TypeContainsItself,
        DuplicateId,
        NameClash,
        InvalidOption,
        InvalidConcurrencyGroup,
        ReturnTypeNotRemote,
        InvalidActorClass,
        SuppliedParameterMisused,
        SplitReturnsWithoutTuple,
        NotAnOrdinaryMethod,
        InvalidStartup,
        InvalidTaskClass,
        InvalidRpcMember,
        InvalidExposure,
        ExposedNameTaken,
        .. PatternDescriptors.Errors,
        DiscardedReference,
        .. PatternDescriptors.All,
        .. ContractDescriptors.All,
    ];

    /// <summary>Those that a declaration can break.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> OfDeclarations =
        All.RemoveRange([DuplicateId, InvalidStartup, InvalidRpcMember, InvalidExposure, ExposedNameTaken, DiscardedReference, .. PatternDescriptors.Errors, .. PatternDescriptors.All, .. ContractDescriptors.All]);

    internal static DiagnosticDescriptor Find(string id)
    {
        foreach (DiagnosticDescriptor descriptor in All)
        {
            if (descriptor.Id == id)
            {
                return descriptor;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(id), id, "No rule of RayNet has this id.");
    }
}
