using Microsoft.CodeAnalysis;
using RayNet.Generators.Actors;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Manifest;

/// <summary>Brings names together into the manifest of the assembly.</summary>
internal static class ManifestPipeline
{
    internal static void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<EquatableArray<ManifestEntry>> tasks,
        ActorPipeline actors,
        IncrementalValueProvider<EquatableArray<TypeShape>> shapes,
        IncrementalValueProvider<EquatableArray<string>> startups,
        IncrementalValuesProvider<string> exposed)
    {
        IncrementalValueProvider<AssemblyFacts> assembly = context.CompilationProvider
            .Select(static (compilation, _) => AssemblyFacts.Of(compilation))
            .WithTrackingName(TrackingNames.Assembly);
        IncrementalValueProvider<EquatableArray<ManifestType>> types = shapes
            .Select(static (all, _) => all.Select(static shape => new ManifestType(shape.FullName, shape.TraitsName)).ToEquatableArray());
        IncrementalValueProvider<ManifestModel> manifest = assembly
            .Combine(tasks.Collect())
            .Combine(actors.Entries.Collect())
            .Combine(actors.Classes.Collect())
            .Combine(types)
            .Combine(startups)
            .Combine(exposed.Collect())
            .Select(static (all, _) => ManifestModel.Create(
                all.Left.Left.Left.Left.Left.Left,
                all.Left.Left.Left.Left.Left.Right.Concat(all.Left.Left.Left.Left.Right).SelectMany(static entries => entries),
                all.Left.Left.Left.Right,
                all.Left.Left.Right,
                all.Left.Right,
                all.Right))
            .WithTrackingName(TrackingNames.Manifest);
        context.RegisterSourceOutput(manifest, static (output, model) =>
        {
            if (!model.IsEmpty)
            {
                output.AddSource(ManifestEmitter.HintName, ManifestEmitter.Emit(model));
            }
        });
    }
}
