using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers;

/// <summary>Every rule of RayNet. An id is never used again for another rule.</summary>
internal static class DiagnosticDescriptors
{
    internal const string Category = "RayNet.Usage";

    private const string HelpRoot = "https://github.com/raynet/raynet/blob/main/docs/diagnostics/";

    internal static readonly DiagnosticDescriptor NotReachable = new(
        "RN1001",
        "Generated code cannot reach the remote member",
        "'{0}' is {1}, so generated code cannot reach it; make it internal or public",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1001.md");

    internal static readonly DiagnosticDescriptor ParameterNotRemote = new(
        "RN1002",
        "The parameter cannot be remote",
        "Parameter '{0}' cannot be remote: {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1002.md");

    internal static readonly DiagnosticDescriptor OpenGeneric = new(
        "RN1003",
        "The remote member is generic",
        "'{0}' is generic, and a remote call needs every type when it is compiled; write a non-generic one for each type that you need",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1003.md");

    internal static readonly DiagnosticDescriptor TypeCannotTravel = new(
        "RN1004",
        "The type cannot travel",
        "{0} cannot travel: '{1}' is of type '{2}': {3}; {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1004.md");

    internal static readonly DiagnosticDescriptor TypeContainsItself = new(
        "RN1005",
        "The type contains itself without a limit",
        "{0} cannot travel: '{1}' leads back to '{2}', so nothing limits its depth; put [MaxDepth(64)] on '{2}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1005.md");

    internal static readonly DiagnosticDescriptor DuplicateId = new(
        "RN1006",
        "Two remote members share an id",
        "'{0}' and '{1}' have the same id; give one of them another Id",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1006.md");

    internal static readonly DiagnosticDescriptor NameClash = new(
        "RN1007",
        "A generated name clashes",
        "The generated '{0}' clashes with {1}; rename the method",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1007.md");

    internal static readonly DiagnosticDescriptor OptionNotAllowed = new(
        "RN1008",
        "The option's value is not allowed",
        "Option '{0}' cannot be {1}; give {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1008.md");

    internal static readonly DiagnosticDescriptor GroupNotDeclared = new(
        "RN1009",
        "The concurrency group is not declared exactly once",
        "Actor '{1}' must declare concurrency group '{0}' exactly once, with a limit of at least 1; write [ConcurrencyGroup(\"{0}\", 1)] on the class",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1009.md");

    internal static readonly DiagnosticDescriptor ReturnNotRemote = new(
        "RN1010",
        "The return type cannot be remote",
        "Return type '{0}' cannot be remote: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1010.md");

    internal static readonly DiagnosticDescriptor NotAnActor = new(
        "RN1011",
        "The class cannot be an actor",
        "'{0}' cannot be an actor: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1011.md");

    internal static readonly DiagnosticDescriptor SuppliedParameterMisused = new(
        "RN1012",
        "The supplied parameter is misused",
        "Parameter '{0}' cannot be supplied; take at most one CancellationToken and one RayContext, and take what is supplied by value",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1012.md");

    internal static readonly DiagnosticDescriptor SplitWithoutTuple = new(
        "RN1013",
        "SplitReturns needs a tuple",
        "'{0}' sets SplitReturns but returns no tuple of 2 to 7 elements; return such a tuple or remove SplitReturns",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1013.md");

    internal static readonly DiagnosticDescriptor MemberNotRemote = new(
        "RN1014",
        "The member cannot be remote",
        "'{0}' cannot be remote: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1014.md");

    internal static readonly DiagnosticDescriptor StartupNotUsable = new(
        "RN1015",
        "The startup class is not usable",
        "'{0}' cannot be the startup class; mark one class of the assembly that implements IRayStartup, is neither abstract nor generic, and has a public parameterless constructor",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1015.md");

    internal static readonly DiagnosticDescriptor TargetNotBuildable = new(
        "RN1016",
        "The worker cannot build the class of an instance task",
        "The worker cannot build '{0}', which declares a remote instance method: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN1016.md");

    internal static readonly DiagnosticDescriptor ReferenceDropped = new(
        "RN2001",
        "The reference of a remote call is dropped",
        "The reference that '{0}' returns is dropped, and with it the error of the call; await it, keep it, or write '_ =' before the call when nobody needs to know",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpRoot + "RN2001.md");

    /// <summary>In the order of their ids.</summary>
    internal static readonly ImmutableArray<DiagnosticDescriptor> All =
    [
        NotReachable,
        ParameterNotRemote,
        OpenGeneric,
        TypeCannotTravel,
        TypeContainsItself,
        DuplicateId,
        NameClash,
        OptionNotAllowed,
        GroupNotDeclared,
        ReturnNotRemote,
        NotAnActor,
        SuppliedParameterMisused,
        SplitWithoutTuple,
        MemberNotRemote,
        StartupNotUsable,
        TargetNotBuildable,
        ReferenceDropped,
    ];

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
