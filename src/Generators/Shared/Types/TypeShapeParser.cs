using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Says how the types of signatures travel. One for each compilation, safe to use from several threads.</summary>
internal sealed class TypeShapeParser
{
    private static readonly ConditionalWeakTable<Compilation, TypeShapeParser> Parsers = new();
    private static readonly TypeUse?[] Primitives = new TypeUse?[(int)SpecialType.System_DateTime + 1];
    private static readonly TypeUse NullableString = Immutable("string?");

    private readonly ConcurrentDictionary<ITypeSymbol, TypeUse> _uses = new(SymbolEqualityComparer.IncludeNullability);
    private readonly TypeGraph _graph;
    private readonly object _gate = new();

    private TypeShapeParser(Compilation compilation) => _graph = new TypeGraph(compilation);

    internal static TypeShapeParser For(Compilation compilation) =>
        Parsers.GetValue(compilation, static key => new TypeShapeParser(key));

    /// <summary>How a type travels, as it is written in a signature.</summary>
    internal TypeUse Parse(ITypeSymbol type)
    {
        if (BuiltInTypes.IsSpecial(type.SpecialType))
        {
            return type is { SpecialType: SpecialType.System_String, NullableAnnotation: NullableAnnotation.Annotated }
                ? NullableString
                : Primitives[(int)type.SpecialType] ??= Immutable(ShapeNames.Unique(type));
        }

        return _uses.TryGetValue(type, out TypeUse? use) ? use : _uses.GetOrAdd(type, Create(type));
    }

    /// <summary>All types that values of a type consist of or refer to, the type itself included.</summary>
    /// <summary>What values of a type consist of, each with the path of a member that leads to it.</summary>
    internal IReadOnlyDictionary<TypeNode, string> PathsIn(ITypeSymbol type)
    {
        lock (_gate)
        {
            return TypeUseBuilder.FindPaths(_graph.Get(type));
        }
    }

    internal IReadOnlyCollection<TypeNode> Reach(ITypeSymbol type)
    {
        lock (_gate)
        {
            return TypeUseBuilder.Reach(_graph.Get(type));
        }
    }

    private static TypeUse Immutable(string name) => new(name, true, null, default, default);

    private TypeUse Create(ITypeSymbol type)
    {
        // Nodes refer to each other while they are made.
        lock (_gate)
        {
            return TypeUseBuilder.Build(_graph.Get(type), TypeNames.Annotated(type));
        }
    }
}
