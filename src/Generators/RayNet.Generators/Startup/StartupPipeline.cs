using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;

namespace RayNet.Generators.Startup;

/// <summary>Finds the [RayStartup] class, whose instance the manifest creates.</summary>
internal static class StartupPipeline
{
    internal static IncrementalValueProvider<EquatableArray<string>> Find(IncrementalGeneratorInitializationContext context) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName("RayNet.RayStartupAttribute", static (node, _) => node is TypeDeclarationSyntax, Parse)
            .Where(static name => name is not null)
            .Select(static (name, _) => name!)
            .WithTrackingName(TrackingNames.Startups)
            .Collect()
            .Select(static (names, _) => names.ToEquatableArray());

    private static string? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        KnownSymbols.For(context.SemanticModel.Compilation) is { } known
            ? StartupParser.Parse((INamedTypeSymbol)context.TargetSymbol, known, problems: null, cancellationToken)?.FullName
            : null;
}
