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
    internal static DeclarationMemo<ExposedModel> CreateMemo() => new(static node => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, Parse);

    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Findings> findings)
    {
        IncrementalValuesProvider<ExposedModel> classes = findings
            .SelectMany(static (all, _) => all.Exposed.ToImmutable())
            .WithTrackingName(TrackingNames.Exposed);
        context.RegisterSourceOutput(classes, static (output, model) => output.AddSource(model.HintName, ExposureEmitter.Emit(model)));

        // Its own code only where its types are: most projects do without.
        IncrementalValuesProvider<MagicOnionModel> genuine = findings
            .SelectMany(static (all, _) => MagicOnionModel.Of(all))
            .WithTrackingName(TrackingNames.MagicOnion);
        context.RegisterSourceOutput(genuine, static (output, model) => output.AddSource(model.Exposed.MagicOnionHintName, MagicOnionEmitter.Emit(model.Exposed, model.Facts)));
    }

    private static ExposedModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && node.Carries(known.ExposeAttribute, type)
            ? ExposeParser.Parse(type, known, problems: null, cancellationToken)
            : null;
}
