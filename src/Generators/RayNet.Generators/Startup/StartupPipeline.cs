using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Generators.Startup;

/// <summary>Finds the [RayStartup] class, whose instance the manifest creates.</summary>
internal static class StartupPipeline
{
    internal static IncrementalValueProvider<EquatableArray<string>> Find(IncrementalGeneratorInitializationContext context) =>
        context.Find(new DeclarationMemo<StartupModel>(static node => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, Parse))
            .WithTrackingName(TrackingNames.Startups)
            .Collect()
            .Select(static (found, _) => found.Select(static startup => startup.FullName).ToEquatableArray());

    private static StartupModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && node.Carries(known.RayStartupAttribute, type)
            ? StartupParser.Parse(type, known, problems: null, cancellationToken)
            : null;
}
