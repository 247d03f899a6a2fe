using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Rpc;

/// <summary>The attributes of RPC interfaces. They belong to the runtime, so most compilations have none.</summary>
internal sealed class RpcSymbols
{
    private const string Runtime = "RayNet.Runtime.Rpc.";
    private static readonly ConditionalWeakTable<Compilation, Holder> Cache = new();

    private RpcSymbols(INamedTypeSymbol service, INamedTypeSymbol hub)
    {
        Service = service;
        Hub = hub;
        Method = service.ContainingAssembly.GetTypeByMetadataName(Runtime + "RpcMethodAttribute");
        HasRuntime = service.ContainingAssembly.GetTypeByMetadataName(Runtime + "RpcHandler") is not null;
    }

    internal INamedTypeSymbol Service { get; }

    internal INamedTypeSymbol Hub { get; }

    internal INamedTypeSymbol? Method { get; }

    /// <summary>Whether generated code would find what it calls.</summary>
    internal bool HasRuntime { get; }

    internal static RpcSymbols? For(Compilation compilation) => Cache.GetValue(compilation, static key => new Holder(Resolve(key))).Symbols;

    private static RpcSymbols? Resolve(Compilation compilation) =>
        compilation.GetTypeByMetadataName(Runtime + "RpcServiceAttribute") is { } service
        && compilation.GetTypeByMetadataName(Runtime + "RpcHubAttribute") is { } hub
            ? new RpcSymbols(service, hub)
            : null;

    private sealed class Holder(RpcSymbols? symbols)
    {
        internal RpcSymbols? Symbols { get; } = symbols;
    }
}
