using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Exposure;

/// <summary>A class whose remote methods gateways serve.</summary>
/// <param name="Host">The class.</param>
/// <param name="BaseName">What the names on the wire and those of generated types are made from.</param>
/// <param name="IsActor">Whether it is an actor class, so that every call names an actor.</param>
/// <param name="Creation">For actor classes that are created by calls: the call of the constructor, as source text.</param>
/// <param name="Methods">What is served, in the order of the names.</param>
internal sealed record ExposedModel(HostModel Host, string BaseName, bool IsActor, string? Creation, EquatableArray<ExposedMethodModel> Methods)
{
    internal string ServiceName => $"I{BaseName}Service";

    internal string HubName => $"I{BaseName}Hub";

    /// <summary>Whether there is a hub: for streams, and for calls of actors over a connection.</summary>
    internal bool HasHub => IsActor || Methods.Any(static method => method.IsStream);

    internal string ReceiverName => HubName + "Receiver";

    internal string ClientName => BaseName + "Client";

    /// <summary>The generated class that holds the descriptors.</summary>
    internal string MethodsName => BaseName + "Exposure";

    internal string HintName => $"{Host.MetadataName}.{StableHash.Short(Host.MetadataName)}.Expose.g.cs";

    internal string MagicOnionHintName => $"{Host.MetadataName}.{StableHash.Short(Host.MetadataName)}.MagicOnion.g.cs";
}
