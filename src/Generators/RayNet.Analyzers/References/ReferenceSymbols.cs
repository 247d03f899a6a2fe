using Microsoft.CodeAnalysis;

namespace RayNet.Analyzers.References;

/// <summary>Recognises futures and the generated methods that return them.</summary>
internal sealed class ReferenceSymbols
{
    private readonly INamedTypeSymbol _reference;
    private readonly INamedTypeSymbol? _stream;
    private readonly EntryPoints _entryPoints;

    private ReferenceSymbols(Compilation compilation, INamedTypeSymbol reference)
    {
        _reference = reference;
        _stream = compilation.GetTypeByMetadataName("RayNet.ObjectRefStream`1");
        _entryPoints = new EntryPoints(compilation);
    }

    internal static ReferenceSymbols? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("RayNet.ObjectRef") is { } reference ? new ReferenceSymbols(compilation, reference) : null;

    internal bool IsReference(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.IsTupleType ? AllReferences(named) : IsSingle(named));

    internal bool IsEntryPoint(IMethodSymbol method) => _entryPoints.Contains(method);

    private bool AllReferences(INamedTypeSymbol tuple)
    {
        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            if (element.Type is not INamedTypeSymbol part || !IsSingle(part))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsSingle(INamedTypeSymbol type) =>
        SymbolEqualityComparer.Default.Equals(type, _reference)
        || SymbolEqualityComparer.Default.Equals(type.BaseType, _reference)
        || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, _stream);
}
