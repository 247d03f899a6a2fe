using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Model;

/// <summary>A remote task.</summary>
/// <param name="Host">The declaring type.</param>
/// <param name="Call">The method.</param>
/// <param name="IsOverloaded">Whether the type has other remote methods of the name, so that optional parameters could make calls ambiguous.</param>
/// <param name="Target">How the instance is built; <see langword="null"/> for a static method.</param>
/// <param name="Shapes">The types that need generated traits.</param>
internal sealed record RemoteMethodModel(HostModel Host, CallModel Call, bool IsOverloaded, TargetModel? Target, EquatableArray<TypeShape> Shapes);
