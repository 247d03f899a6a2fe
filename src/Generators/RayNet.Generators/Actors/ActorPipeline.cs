using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Generators.Incremental;
using RayNet.Generators.Manifest;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Actors;

/// <summary>From [Actor] classes to one file for each.</summary>
/// <param name="Classes">The classes, for the manifest.</param>
/// <param name="Entries">What the manifest needs of the methods of each class.</param>
/// <param name="Shapes">The types that the signatures reach.</param>
internal sealed record ActorPipeline(
    IncrementalValuesProvider<ManifestEntry> Classes,
    IncrementalValuesProvider<EquatableArray<ManifestEntry>> Entries,
    IncrementalValuesProvider<EquatableArray<TypeShape>> Shapes)
{
    internal static ActorPipeline Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ActorModel> actors = context.Find(new DeclarationMemo<ActorModel>(static node => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }, Parse))
            .WithTrackingName(TrackingNames.Actors);

        IncrementalValuesProvider<ActorModel> types = actors
            .Select(static (actor, _) => actor with { Shapes = [] })
            .WithTrackingName(TrackingNames.ActorTypes);
        context.RegisterSourceOutput(types, static (output, actor) => output.AddSource(actor.Host.HintName, ActorEmitter.Emit(actor)));

        return new ActorPipeline(
            types.Select(static (actor, _) => new ManifestEntry(actor.Id, $"{actor.Host.ExtensionsFullName}.Class")),
            types.Select(static (actor, _) => EntriesOf(actor)),
            actors.Select(static (actor, _) => actor.Shapes));
    }

    private static EquatableArray<ManifestEntry> EntriesOf(ActorModel actor) =>
        actor.Constructors.Concat(actor.Methods.Select(static method => method.Call))
            .Select(call => new ManifestEntry(call.Id, $"{actor.Host.ExtensionsFullName}.{call.Descriptor}.Method"))
            .ToEquatableArray();

    private static ActorModel? Parse(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        KnownSymbols.For(model.Compilation) is { } known
        && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type
        && node.Carries(known.ActorAttribute, type)
            ? ActorParser.Parse(type, known, problems: null, cancellationToken)
            : null;
}
