using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Model;

/// <summary>An actor class.</summary>
/// <param name="Host">The class.</param>
/// <param name="Name">The class's name, for messages.</param>
/// <param name="Id">Identifies the class on the wire.</param>
/// <param name="Options">The initializer of the attribute's options as source text; <see langword="null"/> when it sets none.</param>
/// <param name="Groups">The declared concurrency groups.</param>
/// <param name="Constructors">What CreateRemote is made from.</param>
/// <param name="Methods">The remote methods.</param>
/// <param name="State">The type of the state that survives a restart; <see langword="null"/> where none does.</param>
/// <param name="Shapes">The types that need generated traits.</param>
internal sealed record ActorModel(
    HostModel Host,
    string Name,
    ulong Id,
    string? Options,
    EquatableArray<ConcurrencyGroupModel> Groups,
    EquatableArray<CallModel> Constructors,
    EquatableArray<ActorMethodModel> Methods,
    string? State,
    EquatableArray<TypeShape> Shapes);
