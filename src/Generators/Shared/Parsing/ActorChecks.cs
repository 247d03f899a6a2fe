using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>What an [Actor] class must be, before its members count.</summary>
internal static class ActorChecks
{
    internal static bool HasValidForm(INamedTypeSymbol type, ParseContext context)
    {
        Location location = type.FirstLocation();
        if (!type.HasUsableNames())
        {
            context.FailSilently();
            return false;
        }

        if (Obstacle(type) is { } reason)
        {
            context.Report(DiagnosticIds.InvalidActorClass, location, type.Name, reason);
            return false;
        }

        if (type.IsGenericOrInGeneric())
        {
            context.Report(DiagnosticIds.OpenGeneric, location, type.Name);
            return false;
        }

        if (AccessibilityChecks.WhyUnreachable(type) is { } accessibility)
        {
            context.Report(DiagnosticIds.Inaccessible, location, type.Name, accessibility);
            return false;
        }

        foreach (string name in (string[])["CreateRemote", "GetRemote"])
        {
            if (NameClashes.FindMember(type, name) is { } member)
            {
                context.Report(DiagnosticIds.NameClash, location, name, $"the member '{member.ToDisplayString()}'");
            }
        }

        return true;
    }

    private static string? Obstacle(INamedTypeSymbol type) => type switch
    {
        { TypeKind: not TypeKind.Class } => "it is not a class",
        { IsStatic: true } => "it is static",
        { IsAbstract: true } => "it is abstract",
        _ => null,
    };
}
