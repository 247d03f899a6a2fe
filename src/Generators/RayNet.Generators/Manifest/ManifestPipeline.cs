using Microsoft.CodeAnalysis;
using RayNet.Generators.Incremental;

namespace RayNet.Generators.Manifest;

/// <summary>Brings names together into the manifest of the assembly.</summary>
internal static class ManifestPipeline
{
    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Findings> findings)
    {
        IncrementalValueProvider<ManifestModel> manifest = findings
            .Select(static (all, _) => ManifestModel.Create(all))
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
