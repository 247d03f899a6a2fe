using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>The types of a compilation as nodes, made on first use. Not thread-safe.</summary>
internal sealed class TypeGraph(Compilation compilation)
{
    // class N<T> { N<List<T>> Next; } never ends; with N<(T, T)> its names would even double at each step.
    private const int MaxNesting = 16;
    private const int MaxParts = 128;

    private readonly Dictionary<ITypeSymbol, TypeNode> _bySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, TypeNode> _byName = new(StringComparer.Ordinal);

    internal Compilation Compilation { get; } = compilation;

    internal TypeNode Get(ITypeSymbol type)
    {
        if (_bySymbol.TryGetValue(type, out TypeNode? node))
        {
            return node;
        }

        // Tuples that differ in element names only are one type at run time.
        string name = ShapeNames.Unique(type);
        if (!_byName.TryGetValue(name, out node))
        {
            node = new TypeNode(type, name);
            _byName.Add(name, node);
            _bySymbol.Add(type, node);
            TypeNodeFactory.Complete(node, this);
            return node;
        }

        _bySymbol.Add(type, node);
        return node;
    }

    internal bool IsAccessible(ISymbol symbol) => Compilation.IsSymbolAccessibleWithin(symbol, Compilation.Assembly);

    /// <summary>Whether a type has so many type arguments that it must come from an endless chain.</summary>
    internal static bool IsEndless(ITypeSymbol type)
    {
        int budget = MaxParts;
        return !Fits(type, MaxNesting, ref budget);
    }

    private static bool Fits(ITypeSymbol type, int nesting, ref int budget)
    {
        if (nesting == 0 || --budget < 0)
        {
            return false;
        }

        switch (type)
        {
            case IArrayTypeSymbol array:
                return Fits(array.ElementType, nesting - 1, ref budget);
            case INamedTypeSymbol named:
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    if (!Fits(argument, nesting - 1, ref budget))
                    {
                        return false;
                    }
                }

                return named.ContainingType is null || Fits(named.ContainingType, nesting, ref budget);
            default:
                return true;
        }
    }
}
