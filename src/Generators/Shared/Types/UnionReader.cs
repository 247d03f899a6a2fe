using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Reads interfaces and abstract classes.</summary>
internal static class UnionReader
{
    internal static void Complete(TypeNode node, INamedTypeSymbol type, TypeGraph graph)
    {
        // An unlisted implementation may be mutable, so the list proves nothing.
        node.IsMutable = true;
        node.Kind = TypeNodeKind.Union;
        node.TraitsName = ShapeNames.Traits(type, node.FullName);
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Attributes.Is(attribute, "MessagePack.UnionAttribute"))
            {
                Add(node, attribute, graph);
            }
        }

        node.Cases.Sort(static (left, right) => left.Tag.CompareTo(right.Tag));
        if (node.Cases.Count == 0 && node.Problems.Count == 0)
        {
            TypeNodeFactory.Fail(node, ImpossibleTypes.Of(
                type,
                type.TypeKind == TypeKind.Interface ? "an interface says nothing about the values behind it" : "an abstract class says nothing about the values behind it",
                "list its implementations with [Union(0, typeof(First))], [Union(1, typeof(Second))], or use a concrete type"));
        }
    }

    private static void Add(TypeNode node, AttributeData attribute, TypeGraph graph)
    {
        if (attribute.ConstructorArguments.Length != 2
            || attribute.ConstructorArguments[0].Value is not int tag
            || attribute.ConstructorArguments[1].Value is not ITypeSymbol subtype)
        {
            Fail(node, "one of its [Union] attributes is not a number and a type", "write [Union(0, typeof(Implementation))]");
            return;
        }

        if (subtype is INamedTypeSymbol { IsUnboundGenericType: true } or { IsAbstract: true })
        {
            Fail(node, $"[Union({tag})] names '{ShapeNames.Readable(subtype)}', of which there are no values", "list concrete classes and structs");
        }
        else if (!graph.Compilation.HasImplicitConversion(subtype, node.Symbol))
        {
            Fail(node, $"[Union({tag})] names '{ShapeNames.Readable(subtype)}', which does not derive from it", "list types that derive from it");
        }
        else if (node.Cases.Any(known => known.Tag == tag || SymbolEqualityComparer.Default.Equals(known.Node.Symbol, subtype)))
        {
            Fail(node, $"[Union({tag}, typeof({ShapeNames.Readable(subtype)}))] repeats a number or a type", "give every implementation one number of its own");
        }
        else
        {
            TypeNode part = graph.Get(subtype);
            node.Cases.Add((tag, part));
            node.Parts.Add(($"({subtype.Name})", part));
        }
    }

    private static void Fail(TypeNode node, string reason, string remedy) =>
        node.Problems.Add(ImpossibleTypes.Of(node.Symbol, reason, remedy));
}
