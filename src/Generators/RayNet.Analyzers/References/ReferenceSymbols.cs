using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn;

namespace RayNet.Analyzers.References;

/// <summary>Recognises futures and the generated methods that return them.</summary>
internal sealed class ReferenceSymbols(KnownSymbols known)
{
    private readonly EntryPoints _entryPoints = new(known.Compilation);

    /// <summary>Whether the call returns references that a statement can drop.</summary>
    internal bool IsDroppable(IInvocationOperation call) => IsReference(call.Type) && _entryPoints.Contains(call.TargetMethod);

    private bool IsReference(ITypeSymbol? type) => type is INamedTypeSymbol named
        && (named.IsTupleType ? AllReferences(named) : IsSingle(named));

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
        SymbolEqualityComparer.Default.Equals(type, known.ObjectRef)
        || SymbolEqualityComparer.Default.Equals(type.BaseType, known.ObjectRef)
        || SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, known.ObjectRefStream);
}
