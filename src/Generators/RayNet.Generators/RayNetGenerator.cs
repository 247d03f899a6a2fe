using Microsoft.CodeAnalysis;
using RayNet.Generators.Actors;
using RayNet.Generators.Exposure;
using RayNet.Generators.Manifest;
using RayNet.Generators.Puts;
using RayNet.Generators.Rpc;
using RayNet.Generators.Startup;
using RayNet.Generators.Tasks;
using RayNet.Generators.Types;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators;

/// <summary>Makes the typed entry points, the calls and the manifest of an assembly.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RayNetGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        TaskPipeline tasks = TaskPipeline.Register(context);
        ActorPipeline actors = ActorPipeline.Register(context);
        IncrementalValueProvider<EquatableArray<string>> startups = StartupPipeline.Find(context);
        IncrementalValueProvider<EquatableArray<TypeShape>> shapes = ShapePipeline.Merge(tasks.Shapes, actors.Shapes, PutPipeline.Find(context), RpcPipeline.Register(context));
        TypeOutputs.Register(context, shapes);
        ManifestPipeline.Register(context, tasks.Entries, actors, shapes, startups, ExposurePipeline.Register(context));
    }
}
