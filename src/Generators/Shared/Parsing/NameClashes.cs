using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>Finds what a generated name would clash with.</summary>
internal static class NameClashes
{
    /// <summary>A member that hides a generated one of the name; <see langword="null"/> without one.</summary>
    internal static ISymbol? FindMember(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers(name))
            {
                bool isOwn = SymbolEqualityComparer.Default.Equals(current, type);
                if (!member.IsImplicitlyDeclared && (isOwn || member.DeclaredAccessibility != Accessibility.Private))
                {
                    return member;
                }
            }
        }

        return null;
    }

    /// <summary>Whether callers of a handle would reach another member by the name.</summary>
    internal static bool IsHandleMember(string name, KnownSymbols known)
    {
        for (INamedTypeSymbol? current = known.ActorHandleOfT; current is not null; current = current.BaseType)
        {
            if (current.GetMembers(name).Any(static member => member.DeclaredAccessibility == Accessibility.Public))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Another method that callers could not tell from this one, because they differ only in what the worker supplies.</summary>
    internal static IMethodSymbol? FindTwin(IMethodSymbol method, IEnumerable<IMethodSymbol> others, KnownSymbols known)
    {
        string? key = null;
        foreach (IMethodSymbol other in others)
        {
            if (!SymbolEqualityComparer.Default.Equals(other, method) && Key(other, known) == (key ??= Key(method, known)))
            {
                return other;
            }
        }

        return null;
    }

    private static string Key(IMethodSymbol method, KnownSymbols known) =>
        string.Join(",", method.Parameters.Where(parameter => ParameterParser.IsSent(parameter, known)).Select(static parameter => TypeNames.Erased(parameter.Type)));
}
