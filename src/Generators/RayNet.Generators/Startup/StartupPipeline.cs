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
        context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, new DeclarationMemo<StartupModel>(Parse).Get)
            .WhereNotNull()
            .WithTrackingName(TrackingNames.Startups)
            .Collect()
            .Select(static (found, _) => found.Select(static startup => startup.FullName).ToEquatableArray());

    private static StartupModel? Parse(GeneratorSyntaxContext context, CancellationToken cancellationToken) =>
        KnownSymbols.For(context.SemanticModel.Compilation) is { } known
        && context.SemanticModel.GetDeclaredSymbol(context.Node, cancellationToken) is INamedTypeSymbol type
        && context.Node.Carries(known.RayStartupAttribute, type)
            ? StartupParser.Parse(type, known, problems: null, cancellationToken)
            : null;
}
