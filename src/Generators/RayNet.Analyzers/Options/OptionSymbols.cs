using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.Options;

/// <summary>The records whose members are options.</summary>
internal sealed class OptionSymbols
{
    private readonly ImmutableArray<INamedTypeSymbol> _records;

    private OptionSymbols(Compilation compilation, INamedTypeSymbol actorOptions)
    {
        ActorOptions = actorOptions;
        Exception = compilation.GetTypeByMetadataName("System.Exception");
        TimeSpan = compilation.GetTypeByMetadataName("System.TimeSpan");
        EntryPoints = new EntryPoints(compilation);
        ActorAttribute = compilation.GetTypeByMetadataName("RayNet.ActorAttribute");
        var records = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        foreach (string name in (string[])["RayNet.ActorOptions", "RayNet.TaskOptions", "RayNet.CallOptions", "RayNet.RayOptions"])
        {
            if (compilation.GetTypeByMetadataName(name) is { } record)
            {
                records.Add(record);
            }
        }

        _records = records.ToImmutable();
    }

    internal INamedTypeSymbol ActorOptions { get; }

    internal INamedTypeSymbol? ActorAttribute { get; }

    internal EntryPoints EntryPoints { get; }

    internal INamedTypeSymbol? Exception { get; }

    internal INamedTypeSymbol? TimeSpan { get; }

    internal static OptionSymbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("RayNet.ActorOptions") is { } actorOptions ? new OptionSymbols(compilation, actorOptions) : null;

    internal bool IsOption(ISymbol member) => IsRecord(member.ContainingType);

    internal bool IsActorOptions(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, ActorOptions);

    internal bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, Exception))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsRecord(INamedTypeSymbol? type)
    {
        foreach (INamedTypeSymbol record in _records)
        {
            if (SymbolEqualityComparer.Default.Equals(record, type))
            {
                return true;
            }
        }

        return false;
    }
}
