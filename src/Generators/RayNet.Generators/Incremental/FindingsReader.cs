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
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Rpc;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Incremental;

/// <summary>Reads compilations, and remembers what it read of each file. One for each generator driver; threads may share it.</summary>
internal sealed class FindingsReader
{
    private readonly DeclarationMemo<Reading<RemoteMethodModel>> _tasks = TaskPipeline.CreateMemo();
    private readonly DeclarationMemo<Reading<ActorModel>> _actors = ActorPipeline.CreateMemo();
    private readonly DeclarationMemo<Reading<RpcInterfaceModel>> _interfaces = RpcPipeline.CreateMemo();
    private readonly DeclarationMemo<TypeUse> _puts = PutFinder.CreateMemo();
    private readonly DeclarationMemo<ExposedModel> _exposed = ExposurePipeline.CreateMemo();
    private readonly DeclarationMemo<StartupModel> _startups = StartupFinder.CreateMemo();
    private Last? _last;

    internal Findings Read(Compilation compilation, CancellationToken cancellationToken)
    {
        EquatableArray<ExposedModel> exposed = _exposed.Find(compilation, cancellationToken);
        var sources = new Sources(
            AssemblyFacts.Of(compilation),
            exposed.IsEmpty ? MagicOnionFacts.None : MagicOnionFacts.Of(compilation),
            _tasks.Find(compilation, cancellationToken),
            _actors.Find(compilation, cancellationToken),
            _interfaces.Find(compilation, cancellationToken),
            _puts.Find(compilation, cancellationToken),
            exposed,
            _startups.Find(compilation, cancellationToken));

        // A keystroke elsewhere must not sort a thousand types again.
        Last? last = Volatile.Read(ref _last);
        if (last is null || !last.Sources.Equals(sources))
        {
            last = new Last(sources, Create(sources));
            Volatile.Write(ref _last, last);
        }

        return last.Findings;
    }

    private static Findings Create(Sources sources)
    {
        var shapes = new ShapeSet();
        EquatableArray<RemoteMethodModel> tasks = shapes.Take(sources.Tasks);
        EquatableArray<ActorModel> actors = shapes.Take(sources.Actors);
        EquatableArray<RpcInterfaceModel> interfaces = shapes.Take(sources.Interfaces);
        foreach (TypeUse put in sources.Puts)
        {
            shapes.Add(put.Shapes);
        }

        return new Findings(sources.Assembly, sources.MagicOnion, tasks, actors, interfaces, sources.Exposed, sources.Startups, shapes.ToSorted());
    }

    private sealed record Sources(
        AssemblyFacts Assembly,
        MagicOnionFacts MagicOnion,
        EquatableArray<Reading<RemoteMethodModel>> Tasks,
        EquatableArray<Reading<ActorModel>> Actors,
        EquatableArray<Reading<RpcInterfaceModel>> Interfaces,
        EquatableArray<TypeUse> Puts,
        EquatableArray<ExposedModel> Exposed,
        EquatableArray<StartupModel> Startups);

    private sealed record Last(Sources Sources, Findings Findings);
}
