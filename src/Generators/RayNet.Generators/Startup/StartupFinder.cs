using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Generators.Startup;

/// <summary>Finds the [RayStartup] class, whose instance the manifest creates.</summary>
internal static class StartupFinder
{
    internal static DeclarationMemo<StartupModel> CreateMemo() => new(static node => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, Parse);

    private static StartupModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && node.Carries(known.RayStartupAttribute, type)
            ? StartupParser.Parse(type, known, problems: null, cancellationToken)
            : null;
}
