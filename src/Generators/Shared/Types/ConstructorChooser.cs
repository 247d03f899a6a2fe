using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>
/// Chooses the constructor that builds copies: the one that is marked, else among those whose parameters are all members by name
/// and type the one that sets most of what nothing else can set, and of these the one with the fewest parameters.
/// </summary>
internal static class ConstructorChooser
{
    /// <summary>Null when a problem was added.</summary>
    internal static IMethodSymbol? Choose(TypeNode node, INamedTypeSymbol type, List<PlannedMember> members, TypeGraph graph)
    {
        List<IMethodSymbol> candidates = type.InstanceConstructors.Where(candidate => !IsCopyConstructor(candidate) && graph.IsAccessible(candidate)).ToList();
        IMethodSymbol? marked = candidates.Find(static candidate =>
            Attributes.Has(candidate, "MessagePack.SerializationConstructorAttribute")
            || Attributes.Has(candidate, "System.Text.Json.Serialization.JsonConstructorAttribute"));
        if (marked is not null)
        {
            candidates = [marked];
        }

        IMethodSymbol? best = null;
        int bestCover = -1;
        foreach (IMethodSymbol candidate in candidates)
        {
            int cover = Cover(candidate, members, graph.Compilation);
            if (cover > bestCover || (cover == bestCover && cover >= 0 && candidate.Parameters.Length < best!.Parameters.Length))
            {
                best = candidate;
                bestCover = cover;
            }
        }

        if (best is null)
        {
            TypeNodeFactory.Fail(node, ImpossibleTypes.Of(type, Explain(candidates, members, graph.Compilation), "give it a public constructor without parameters and settable members, or one whose parameters are named like its members and have their types"));
        }

        return best;
    }

    internal static PlannedMember? Match(List<PlannedMember> members, IParameterSymbol parameter, Compilation compilation)
    {
        PlannedMember? match = null;
        foreach (PlannedMember member in members)
        {
            bool exact = member.Symbol.Name == parameter.Name;
            if (!member.IsIgnored
                && (exact || (match is null && string.Equals(member.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)))
                && compilation.HasImplicitConversion(member.Type, parameter.Type))
            {
                match = member;
            }
        }

        return match;
    }

    /// <summary>How many members only this constructor can set; -1 if it cannot be used.</summary>
    private static int Cover(IMethodSymbol constructor, List<PlannedMember> members, Compilation compilation)
    {
        int cover = 0;
        var used = new HashSet<PlannedMember>();
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)
                || Match(members, parameter, compilation) is not { } member
                || !used.Add(member))
            {
                return -1;
            }

            cover += member.CanSet ? 0 : 1;
        }

        return cover;
    }

    private static bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor.ContainingType.IsRecord
        && constructor.Parameters.Length == 1
        && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType);

    private static string Explain(List<IMethodSymbol> candidates, List<PlannedMember> members, Compilation compilation)
    {
        foreach (IMethodSymbol candidate in candidates)
        {
            foreach (IParameterSymbol parameter in candidate.Parameters)
            {
                if (Match(members, parameter, compilation) is null)
                {
                    return $"its constructor's parameter '{parameter.Name}' is no public member of that name and type";
                }
            }
        }

        return "it has no constructor that generated code can call";
    }
}
