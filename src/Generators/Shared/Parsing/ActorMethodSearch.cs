using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Parsing;

/// <summary>Finds the methods of a class that become remote: its own, inherited ones and default implementations of interfaces.</summary>
internal static class ActorMethodSearch
{
    internal static List<IMethodSymbol> Find(INamedTypeSymbol type, KnownSymbols known)
    {
        var found = new List<IMethodSymbol>();
        var covered = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol own in CalledByRuntime(type, known))
        {
            Cover(own, covered);
        }

        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            foreach (IMethodSymbol method in current.GetMembers().OfType<IMethodSymbol>())
            {
                if (!IsCandidate(method, type) || covered.Contains(method))
                {
                    continue;
                }

                Cover(method, covered);
                if (!IsRemote(method, known) || IsHidden(method, found))
                {
                    continue;
                }

                found.Add(method);
            }
        }

        foreach (IMethodSymbol method in type.AllInterfaces.SelectMany(contract => DefaultImplementations(contract, type, known)))
        {
            if (!IsHidden(method, found))
            {
                found.Add(method);
            }
        }

        return found;
    }

    private static bool IsCandidate(IMethodSymbol method, INamedTypeSymbol type) =>
        method is { MethodKind: MethodKind.Ordinary, IsStatic: false, IsImplicitlyDeclared: false }
        && (method.DeclaredAccessibility == Accessibility.Public
            || (method.DeclaredAccessibility == Accessibility.Internal && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, type.ContainingAssembly)));

    private static bool IsRemote(IMethodSymbol method, KnownSymbols known)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.ContainingType.SpecialType == SpecialType.System_Object || current.HasAttribute(known.NotRemoteAttribute) || current.HasAttribute(known.RemoteAttribute))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A method and those that it overrides count once.</summary>
    private static void Cover(IMethodSymbol method, HashSet<ISymbol> covered)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            covered.Add(current);
        }
    }

    private static bool IsHidden(IMethodSymbol method, List<IMethodSymbol> found) =>
        found.Any(other => other.Name == method.Name && other.Parameters.Length == method.Parameters.Length
            && other.Parameters.Zip(method.Parameters, static (left, right) => TypeNames.Erased(left.Type) == TypeNames.Erased(right.Type)).All(static same => same));

    /// <summary>How an actor is disposed of, and how its state is saved and restored: nothing for callers.</summary>
    private static IEnumerable<IMethodSymbol> CalledByRuntime(INamedTypeSymbol type, KnownSymbols known) =>
        from contract in type.AllInterfaces
        where contract.Is(known.Disposable) || contract.Is(known.AsyncDisposable) || contract.IsConstructedFrom(known.ActorStateOfT)
        from member in contract.GetMembers()
        let implementation = type.FindImplementationForInterfaceMember(member) as IMethodSymbol
        where implementation is not null
        select implementation;

    private static IEnumerable<IMethodSymbol> DefaultImplementations(INamedTypeSymbol contract, INamedTypeSymbol type, KnownSymbols known) =>
        contract.GetMembers().OfType<IMethodSymbol>().Where(method =>
            method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
            && method.IsVirtual
            && !method.HasAttribute(known.NotRemoteAttribute)
            && AccessibilityChecks.CanName(contract, known.Compilation)
            && type.FindImplementationForInterfaceMember(method) is { IsAbstract: false, ContainingType.TypeKind: TypeKind.Interface });
}
