using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Exposure;

/// <summary>Which parts of MagicOnion a project references.</summary>
/// <param name="HasInterfaces">MagicOnion.Abstractions: interfaces of services and hubs.</param>
/// <param name="HasServer">MagicOnion.Server: base classes of their implementations.</param>
/// <param name="HasClient">MagicOnion.Client: the base class of clients, and where factories are registered.</param>
/// <param name="HasHubClient">The same for clients of hubs.</param>
internal sealed record MagicOnionFacts(bool HasInterfaces, bool HasServer, bool HasClient, bool HasHubClient)
{
    internal static readonly MagicOnionFacts None = new(HasInterfaces: false, HasServer: false, HasClient: false, HasHubClient: false);

    internal static MagicOnionFacts Of(Compilation compilation) => new(
        Has(compilation, "MagicOnion.IService`1", "MagicOnion.IStreamingHub`2", "MagicOnion.UnaryResult`1", "MagicOnion.UnaryResult"),
        Has(compilation, "MagicOnion.Server.ServiceBase`1", "MagicOnion.Server.Hubs.StreamingHubBase`2"),
        Has(compilation, "MagicOnion.Client.MagicOnionClientBase`1", "MagicOnion.Client.Internal.RawMethodInvoker", "MagicOnion.Client.ImmutableMagicOnionClientFactoryProvider"),
        Has(compilation, "MagicOnion.Client.StreamingHubClientBase`2", "MagicOnion.Client.StreamingHubClientOptions", "MagicOnion.Client.ImmutableStreamingHubClientFactoryProvider"));

    private static bool Has(Compilation compilation, params string[] types) => types.All(name => compilation.GetTypeByMetadataName(name) is not null);
}
