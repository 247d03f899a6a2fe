using Microsoft.CodeAnalysis;
using RayNet.Generators.Actors;
using RayNet.Generators.Exposure;
using RayNet.Generators.Incremental;
using RayNet.Generators.Manifest;
using RayNet.Generators.Rpc;
using RayNet.Generators.Tasks;
using RayNet.Generators.Types;

namespace RayNet.Generators;

/// <summary>Makes the typed entry points, the calls and the manifest of an assembly.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RayNetGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<Findings> findings = context.CompilationProvider
            .Select(new FindingsReader().Read)
            .WithTrackingName(TrackingNames.Findings);
        TaskPipeline.Register(context, findings);
        ActorPipeline.Register(context, findings);
        RpcPipeline.Register(context, findings);
        ExposurePipeline.Register(context, findings);
        TypeOutputs.Register(context, findings);
        ManifestPipeline.Register(context, findings);
    }
}
