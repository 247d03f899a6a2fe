using RayNet.Roslyn.Types;

namespace RayNet.Roslyn.Rpc;

/// <summary>An interface that is called over the wire: a service, or a hub when it has a receiver.</summary>
/// <param name="Namespace">Its namespace as source text; empty for the global one.</param>
/// <param name="MetadataName">Namespace and name.</param>
/// <param name="FullName">The interface as source text.</param>
/// <param name="BaseName">What the names of generated types begin with: the name without its I.</param>
/// <param name="WireName">The service's name on the wire.</param>
/// <param name="Methods">Its methods and those that it inherits.</param>
/// <param name="Receiver">What a hub calls.</param>
internal sealed record RpcInterfaceModel(
    string Namespace,
    string MetadataName,
    string FullName,
    string BaseName,
    string WireName,
    EquatableArray<RpcMethodModel> Methods,
    RpcReceiverModel? Receiver)
{
    /// <summary>The types that the signatures reach.</summary>
    public EquatableArray<TypeShape> Shapes { get; init; }

    internal string HintName => $"{MetadataName}.{StableHash.Short(MetadataName)}.Rpc.g.cs";
}
