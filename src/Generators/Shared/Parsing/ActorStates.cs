using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Parsing;

/// <summary>Reads which state of an actor survives a restart.</summary>
internal static class ActorStates
{
    /// <summary>The type of the state, as source text; <see langword="null"/> where the class saves none, or it cannot be saved.</summary>
    internal static string? Parse(INamedTypeSymbol type, ParseContext context)
    {
        if (Find(type, context.Known) is not { } state)
        {
            return null;
        }

        if (state.ContainsError())
        {
            context.FailSilently();
            return null;
        }

        TypeUse use = context.ParseType(state);
        TypeProblems.Report(use, "The state", "state", LocationOf(type, context), context);
        return use.Name;
    }

    /// <summary>The argument of the interface. The first one counts: the compiler accepts several, of which no one could say which is the state.</summary>
    internal static ITypeSymbol? Find(INamedTypeSymbol type, KnownSymbols known) =>
        type.AllInterfaces.FirstOrDefault(candidate => candidate.IsConstructedFrom(known.ActorStateOfT))?.TypeArguments[0];

    private static Location LocationOf(INamedTypeSymbol type, ParseContext context)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(context.CancellationToken) is TypeDeclarationSyntax { BaseList: { } list }
                && list.Types.FirstOrDefault(static item => item.Type.ToString().Contains("IActorState")) is { } written)
            {
                return written.GetLocation();
            }
        }

        return type.FirstLocation();
    }
}
