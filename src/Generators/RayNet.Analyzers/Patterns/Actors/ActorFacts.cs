using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Actors;

/// <summary>What attributes say about an actor's class.</summary>
internal static class ActorFacts
{
    /// <summary>The group that runs a method; <see langword="null"/> for the default one.</summary>
    internal static string? Group(IMethodSymbol method, KnownSymbols known)
    {
        for (IMethodSymbol? current = method; current is not null; current = current.OverriddenMethod)
        {
            if (current.FindAttribute(known.ActorMethodAttribute) is { } attribute)
            {
                return attribute.Get<string?>("ConcurrencyGroup", null);
            }
        }

        return null;
    }

    /// <summary>How many calls of a group run at once.</summary>
    internal static int Limit(INamedTypeSymbol actor, string? group, KnownSymbols known)
    {
        if (group is null)
        {
            return actor.FindAttribute(known.ActorAttribute)?.Get("MaxConcurrency", 1) ?? 1;
        }

        foreach (AttributeData attribute in actor.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Is(known.ConcurrencyGroupAttribute)
                && attribute.ConstructorArguments is { Length: 2 } arguments && arguments[0].Value is string name && name == group && arguments[1].Value is int limit)
            {
                return limit;
            }
        }

        return 1;
    }

    /// <summary>Whether calls of two methods of one actor can run at the same time; of the same method if both are the same.</summary>
    internal static bool CanOverlap(INamedTypeSymbol actor, IMethodSymbol left, IMethodSymbol right, KnownSymbols known)
    {
        string? group = Group(left, known);
        return group != Group(right, known) || Limit(actor, group, known) != 1;
    }

    /// <summary>Whether any two calls can run at the same time.</summary>
    internal static bool IsConcurrent(INamedTypeSymbol actor, KnownSymbols known) =>
        actor.HasAttribute(known.ConcurrencyGroupAttribute) || Limit(actor, null, known) != 1;

    /// <summary>Whether handles can call the method.</summary>
    internal static bool IsRemote(IMethodSymbol method, INamedTypeSymbol actor, KnownSymbols known) =>
        method.MethodKind == MethodKind.Ordinary && ActorMethodSearch.Find(actor, known).Any(found => SymbolEqualityComparer.Default.Equals(found, method));
}
