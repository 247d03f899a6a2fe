using Microsoft.CodeAnalysis;
using RayNet.Roslyn;

namespace RayNet.Analyzers.Options;

/// <summary>The types whose members are options.</summary>
internal sealed class OptionSymbols(KnownSymbols known)
{
    private readonly INamedTypeSymbol? _actorOptions = Sdk(known, "ActorOptions");
    private readonly INamedTypeSymbol? _taskOptions = Sdk(known, "TaskOptions");
    private readonly INamedTypeSymbol? _callOptions = Sdk(known, "CallOptions");
    private readonly INamedTypeSymbol? _rayOptions = Sdk(known, "RayOptions");
    private readonly INamedTypeSymbol? _timeSpan = known.Compilation.GetTypeByMetadataName("System.TimeSpan");

    internal INamedTypeSymbol ActorAttribute => known.ActorAttribute;

    internal EntryPoints EntryPoints { get; } = new(known.Compilation);

    internal bool IsOption(ISymbol member) => member.ContainingType is { } type
        && (IsActorOptions(type) || Same(type, _taskOptions) || Same(type, _callOptions) || Same(type, _rayOptions));

    internal bool IsActorOptions(ITypeSymbol? type) => Same(type, _actorOptions);

    internal bool IsTimeSpan(ITypeSymbol? type) => Same(type, _timeSpan);

    internal bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (Same(current, known.Exception))
            {
                return true;
            }
        }

        return false;
    }

    private static INamedTypeSymbol? Sdk(KnownSymbols known, string name) => known.RemoteAttribute.ContainingAssembly.GetTypeByMetadataName("RayNet." + name);

    private static bool Same(ITypeSymbol? left, ITypeSymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
