using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn;

/// <summary>The symbols that RayNet's Roslyn parts look for, resolved once for each compilation.</summary>
internal sealed class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, Holder> Cache = new();

    private KnownSymbols(Compilation compilation, INamedTypeSymbol remoteAttribute)
    {
        IAssemblySymbol sdk = remoteAttribute.ContainingAssembly;
        INamedTypeSymbol Sdk(string name) => sdk.GetTypeByMetadataName("RayNet." + name)!;

        // Most types stand beside object; looking for a name in all references takes longer than in one.
        IAssemblySymbol core = compilation.ObjectType.ContainingAssembly;
        INamedTypeSymbol? Platform(string name) => core.GetTypeByMetadataName(name) ?? compilation.GetTypeByMetadataName(name) ?? compilation.GetTypesByMetadataName(name).FirstOrDefault();

        Compilation = compilation;
        RemoteAttribute = remoteAttribute;
        ActorAttribute = Sdk("ActorAttribute");
        ActorMethodAttribute = Sdk("ActorMethodAttribute");
        ConcurrencyGroupAttribute = Sdk("ConcurrencyGroupAttribute");
        NotRemoteAttribute = Sdk("NotRemoteAttribute");
        FromServicesAttribute = Sdk("FromServicesAttribute");
        RayStartupAttribute = Sdk("RayStartupAttribute");
        ExposeAttribute = Sdk("ExposeAttribute");
        NotExposedAttribute = Sdk("NotExposedAttribute");
        ImmutableAttribute = Sdk("ImmutableAttribute");
        MaxDepthAttribute = Sdk("MaxDepthAttribute");
        IRayStartup = Sdk("IRayStartup");
        IRayClient = Sdk("IRayClient");
        Ray = Sdk("Ray");
        RayContext = Sdk("RayContext");
        ObjectRef = Sdk("ObjectRef");
        ObjectRefOfT = Sdk("ObjectRef`1");
        ObjectRefStream = Sdk("ObjectRefStream`1");
        ActorHandle = Sdk("ActorHandle");
        ActorHandleOfT = Sdk("ActorHandle`1");
        ActorLifetime = Sdk("ActorLifetime");
        ActorStateOfT = Sdk("IActorState`1");
        CancellationToken = Platform("System.Threading.CancellationToken");
        Task = Platform("System.Threading.Tasks.Task");
        TaskOfT = Platform("System.Threading.Tasks.Task`1");
        ValueTask = Platform("System.Threading.Tasks.ValueTask");
        ValueTaskOfT = Platform("System.Threading.Tasks.ValueTask`1");
        AsyncEnumerable = Platform("System.Collections.Generic.IAsyncEnumerable`1");
        Disposable = Platform("System.IDisposable");
        AsyncDisposable = Platform("System.IAsyncDisposable");
        Exception = Platform("System.Exception");
        ObsoleteAttribute = Platform("System.ObsoleteAttribute");
        ExperimentalAttribute = Platform("System.Diagnostics.CodeAnalysis.ExperimentalAttribute");
        SetsRequiredMembersAttribute = Platform("System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");
    }

    internal Compilation Compilation { get; }

    internal INamedTypeSymbol RemoteAttribute { get; }

    internal INamedTypeSymbol ActorAttribute { get; }

    internal INamedTypeSymbol ActorMethodAttribute { get; }

    internal INamedTypeSymbol ConcurrencyGroupAttribute { get; }

    internal INamedTypeSymbol NotRemoteAttribute { get; }

    internal INamedTypeSymbol FromServicesAttribute { get; }

    internal INamedTypeSymbol RayStartupAttribute { get; }

    internal INamedTypeSymbol ExposeAttribute { get; }

    internal INamedTypeSymbol NotExposedAttribute { get; }

    internal INamedTypeSymbol ImmutableAttribute { get; }

    internal INamedTypeSymbol MaxDepthAttribute { get; }

    internal INamedTypeSymbol IRayStartup { get; }

    internal INamedTypeSymbol IRayClient { get; }

    internal INamedTypeSymbol Ray { get; }

    internal INamedTypeSymbol RayContext { get; }

    internal INamedTypeSymbol ObjectRef { get; }

    internal INamedTypeSymbol ObjectRefOfT { get; }

    internal INamedTypeSymbol ObjectRefStream { get; }

    internal INamedTypeSymbol ActorHandle { get; }

    internal INamedTypeSymbol ActorHandleOfT { get; }

    internal INamedTypeSymbol ActorLifetime { get; }

    internal INamedTypeSymbol ActorStateOfT { get; }

    internal INamedTypeSymbol? CancellationToken { get; }

    internal INamedTypeSymbol? Task { get; }

    internal INamedTypeSymbol? TaskOfT { get; }

    internal INamedTypeSymbol? ValueTask { get; }

    internal INamedTypeSymbol? ValueTaskOfT { get; }

    internal INamedTypeSymbol? AsyncEnumerable { get; }

    internal INamedTypeSymbol? Disposable { get; }

    internal INamedTypeSymbol? AsyncDisposable { get; }

    internal INamedTypeSymbol? Exception { get; }

    internal INamedTypeSymbol? ObsoleteAttribute { get; }

    internal INamedTypeSymbol? ExperimentalAttribute { get; }

    internal INamedTypeSymbol? SetsRequiredMembersAttribute { get; }

    /// <summary>The symbols of a compilation; <see langword="null"/> when it does not reference RayNet.Abstractions.</summary>
    internal static KnownSymbols? For(Compilation compilation) => Cache.GetValue(compilation, static key => new Holder(Resolve(key))).Symbols;

    private static KnownSymbols? Resolve(Compilation compilation)
    {
        INamedTypeSymbol? remote = compilation.GetTypeByMetadataName("RayNet.RemoteAttribute");
        return remote?.ContainingAssembly.GetTypeByMetadataName("RayNet.CompilerServices.RemoteInvoker") is null
            ? null
            : new KnownSymbols(compilation, remote);
    }

    private sealed class Holder(KnownSymbols? symbols)
    {
        internal KnownSymbols? Symbols { get; } = symbols;
    }
}
