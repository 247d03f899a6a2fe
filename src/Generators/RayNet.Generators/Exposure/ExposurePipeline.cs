using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Parsing;

namespace RayNet.Generators.Exposure;

/// <summary>From [Expose] classes to one file each, with what gateways serve and a client.</summary>
internal static class ExposurePipeline
{
    /// <summary>Registers the outputs.</summary>
    /// <returns>The generated services, as source text.</returns>
    internal static IncrementalValuesProvider<string> Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ExposedModel> classes = context.Find(new DeclarationMemo<ExposedModel>(static node => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, Parse))
            .WithTrackingName(TrackingNames.Exposed);
        context.RegisterSourceOutput(classes, static (output, model) => output.AddSource(model.HintName, ExposureEmitter.Emit(model)));

        // Its own code only where its types are: most projects do without.
        IncrementalValueProvider<MagicOnionFacts> facts = context.CompilationProvider
            .Select(static (compilation, _) => MagicOnionFacts.Of(compilation))
            .WithTrackingName(TrackingNames.MagicOnion);
        IncrementalValuesProvider<(ExposedModel Model, MagicOnionFacts Facts)> genuine = classes.Combine(facts)
            .Where(static pair => pair.Right.HasInterfaces && pair.Left.Host.IsPublic)
            .WithTrackingName(TrackingNames.ExposedToMagicOnion);
        context.RegisterSourceOutput(genuine, static (output, pair) => output.AddSource(pair.Model.MagicOnionHintName, MagicOnionEmitter.Emit(pair.Model, pair.Facts)));
        return classes.Select(static (model, _) => ExposureEmitter.ServiceOf(model));
    }

    private static ExposedModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && node.Carries(known.ExposeAttribute, type)
            ? ExposeParser.Parse(type, known, problems: null, cancellationToken)
            : null;
}
