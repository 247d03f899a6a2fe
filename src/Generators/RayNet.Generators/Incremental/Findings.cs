using RayNet.Generators.Exposure;
using RayNet.Generators.Manifest;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Rpc;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Incremental;

/// <summary>
/// All that the generator has read of a compilation; every output is a function of it. One object and no chain of combined steps: for each step whose
/// values are structs, tuples and immutable arrays among them, the runtime compiles some ninety methods of Roslyn anew, which a build pays each time.
/// </summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="MagicOnion">What the project references of MagicOnion.</param>
/// <param name="Tasks">Its [Remote] methods; both parts of a partial one.</param>
/// <param name="Actors">Its [Actor] classes.</param>
/// <param name="Interfaces">Its [RpcService] and [RpcHub] interfaces.</param>
/// <param name="Exposed">Its [Expose] classes.</param>
/// <param name="Startups">Its [RayStartup] classes.</param>
/// <param name="Shapes">The types that signatures and puts reach, each once and sorted.</param>
internal sealed record Findings(
    AssemblyFacts Assembly,
    MagicOnionFacts MagicOnion,
    EquatableArray<RemoteMethodModel> Tasks,
    EquatableArray<ActorModel> Actors,
    EquatableArray<RpcInterfaceModel> Interfaces,
    EquatableArray<ExposedModel> Exposed,
    EquatableArray<StartupModel> Startups,
    EquatableArray<TypeShape> Shapes);
