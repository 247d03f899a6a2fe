using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;

namespace RayNet.Generators.Actors;

/// <summary>From [Actor] classes to one file for each.</summary>
internal static class ActorPipeline
{
    internal static DeclarationMemo<Reading<ActorModel>> CreateMemo() => new(static node => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, Parse);

    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Findings> findings)
    {
        IncrementalValuesProvider<ActorModel> types = findings
            .SelectMany(static (all, _) => all.Actors.ToImmutable())
            .WithTrackingName(TrackingNames.ActorTypes);
        context.RegisterSourceOutput(types, static (output, actor) => output.AddSource(actor.Host.HintName, ActorEmitter.Emit(actor)));
    }

    private static Reading<ActorModel>? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && node.Carries(known.ActorAttribute, type)
        && ActorParser.Parse(type, known, problems: null, cancellationToken) is { } actor
            ? new Reading<ActorModel>(actor with { Shapes = default }, actor.Shapes)
            : null;
}
