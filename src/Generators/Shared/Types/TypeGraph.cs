using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>The types of a compilation as nodes, made on first use. Not thread-safe.</summary>
internal sealed class TypeGraph(Compilation compilation)
{
    /// <summary>Type arguments nested deeper come from types like <c>class N&lt;T&gt; { N&lt;List&lt;T&gt;&gt; Next; }</c>, which never end.</summary>
    private const int MaxTypeArgumentDepth = 24;

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

    internal static bool IsEndless(ITypeSymbol type) => Depth(type, 0) > MaxTypeArgumentDepth;

    private static int Depth(ITypeSymbol type, int depth)
    {
        if (depth > MaxTypeArgumentDepth)
        {
            return depth;
        }

        int deepest = depth;
        switch (type)
        {
            case IArrayTypeSymbol array:
                deepest = Depth(array.ElementType, depth + 1);
                break;
            case INamedTypeSymbol named:
                foreach (ITypeSymbol argument in named.TypeArguments)
                {
                    deepest = Math.Max(deepest, Depth(argument, depth + 1));
                }

                break;
        }

        return deepest;
    }
}
