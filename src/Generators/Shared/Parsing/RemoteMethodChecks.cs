using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>What a [Remote] method must be, before its signature counts.</summary>
internal static class RemoteMethodChecks
{
    internal static bool HasValidForm(IMethodSymbol method, ParseContext context)
    {
        // While code is typed, methods lack names or belong to a class that the compiler makes up, and the compiler complains.
        if (method.MethodKind == MethodKind.Ordinary && !method.HasUsableNames())
        {
            context.FailSilently();
            return false;
        }

        Location location = method.FirstLocation();
        if (FormObstacle(method, context.Known) is { } reason)
        {
            context.Report(DiagnosticIds.NotAnOrdinaryMethod, location, method.Name, reason);
            return false;
        }

        if (method.IsGenericMethod || method.ContainingType.IsGenericOrInGeneric())
        {
            context.Report(DiagnosticIds.OpenGeneric, location, method.Name);
            return false;
        }

        if (AccessibilityChecks.WhyUnreachable(method) is { } accessibility)
        {
            context.Report(DiagnosticIds.Inaccessible, location, method.Name, accessibility);
            return false;
        }

        return true;
    }

    internal static void CheckName(IMethodSymbol method, IMethodSymbol[] siblings, ParseContext context)
    {
        string name = method.Name + "Remote";
        if (NameClashes.FindMember(method.ContainingType, name) is { } member)
        {
            context.Report(DiagnosticIds.NameClash, method.FirstLocation(), name, $"the member '{member.ToDisplayString()}'");
        }
        else if (NameClashes.FindTwin(method, siblings, context.Known) is { } twin)
        {
            context.Report(DiagnosticIds.NameClash, method.FirstLocation(), name, $"that of '{twin.ToDisplayString()}', which differs only in what the worker supplies");
        }
    }

    private static string? FormObstacle(IMethodSymbol method, KnownSymbols known) => method switch
    {
        { MethodKind: MethodKind.LocalFunction } => "it is a local function",
        { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } => "it is an operator",
        { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove or MethodKind.EventRaise } => "it is an accessor",
        { MethodKind: MethodKind.ExplicitInterfaceImplementation } => "it implements an interface explicitly",
        { MethodKind: not MethodKind.Ordinary } => "it is not an ordinary method",
        { ContainingType.TypeKind: TypeKind.Interface } => "it belongs to an interface",
        { ContainingType.TypeKind: not (TypeKind.Class or TypeKind.Struct) } => "it does not belong to a class or struct",
        { IsAbstract: true } => "it is abstract",
        { IsExtern: true } => "it has no body",
        { IsPartialDefinition: true, PartialImplementationPart: null } => "it has no body",
        _ when method.ContainingType.HasAttribute(known.ActorAttribute) => "the methods of an actor are remote without [Remote]",
        _ => null,
    };
}
