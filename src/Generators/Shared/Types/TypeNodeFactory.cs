using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Decides what a type is: built in, of the library, an object, a union, or impossible.</summary>
internal static class TypeNodeFactory
{
    private const string Library = "global::RayNet.CompilerServices.";

    internal static void Complete(TypeNode node, TypeGraph graph)
    {
        ITypeSymbol type = node.Symbol;
        if (BuiltInTypes.IsImmutable(type))
        {
            node.Kind = TypeNodeKind.BuiltIn;
        }
        else if (type is IArrayTypeSymbol array)
        {
            CompleteArray(node, array, graph);
        }
        else if (ImpossibleTypes.Find(type) is { } problem)
        {
            Fail(node, problem);
        }
        else if (TypeGraph.IsEndless(type))
        {
            Fail(node, ImpossibleTypes.Of(type, "its type arguments nest without end", "break the chain of generic types"));
        }
        else if (!IsReachable(type, graph))
        {
            Fail(node, ImpossibleTypes.Of(type, "generated code cannot access it", "make the type, and the types around it, public or internal"));
        }
        else
        {
            CompleteNamed(node, (INamedTypeSymbol)type, graph);
        }
    }

    internal static void Fail(TypeNode node, TypeProblem problem)
    {
        node.Kind = TypeNodeKind.Impossible;
        node.IsMutable = true;
        node.Problems.Add(problem);
    }

    private static void CompleteNamed(TypeNode node, INamedTypeSymbol type, TypeGraph graph)
    {
        node.IsTrusted = Attributes.Has(type, "RayNet.ImmutableAttribute");
        node.MaxDepth = Attributes.MaxDepth(type);
        string metadataName = TypeNames.Metadata(type);
        if (type.TypeKind == TypeKind.Enum)
        {
            node.Kind = TypeNodeKind.Library;
            node.TraitsName = $"{Library}EnumTraits<{node.FullName}>";
        }
        else if (LibraryTypes.Find(metadataName) is { } library)
        {
            CompleteLibrary(node, library, type, graph);
        }
        else if (ImpossibleTypes.IsPlatform(type) && !PlainPlatformTypes.Contains(metadataName))
        {
            Fail(node, ImpossibleTypes.Unknown(type));
        }
        else if (type.TypeKind == TypeKind.Interface || type.IsAbstract)
        {
            UnionReader.Complete(node, type, graph);
        }
        else
        {
            ObjectReader.Complete(node, type, graph);
        }
    }

    private static void CompleteLibrary(TypeNode node, LibraryType library, INamedTypeSymbol type, TypeGraph graph)
    {
        node.Kind = TypeNodeKind.Library;
        node.IsMutable = library.IsMutable;
        for (int i = 0; i < library.Steps.Length; i++)
        {
            AddPart(node, library.Steps[i], type.TypeArguments[i], graph);
        }

        if (library.IsReference)
        {
            node.Referent = graph.Get(type.TypeArguments[0]);
        }

        string arguments = string.Join(", ", type.TypeArguments.Select(ShapeNames.Unique));
        node.TraitsName = Library + library.Traits.Replace("{self}", node.FullName).Replace("{args}", arguments);

        // Readers share the memory only if its items cannot change either; that is known when all nodes are complete.
        node.IsSharedWhenStored = library.IsSharedWhenStored;
    }

    private static void CompleteArray(TypeNode node, IArrayTypeSymbol array, TypeGraph graph)
    {
        if (array.Rank > 4)
        {
            Fail(node, ImpossibleTypes.Of(array, $"it has {array.Rank} dimensions", "use at most 4 dimensions, or an array of arrays"));
            return;
        }

        node.IsMutable = true;
        if (array.Rank == 1 && BuiltInTypes.HasBuiltInArray(array.ElementType))
        {
            node.Kind = TypeNodeKind.BuiltIn;
            return;
        }

        node.Kind = TypeNodeKind.Library;
        AddPart(node, array.Rank == 1 ? "[]" : $"[{new string(',', array.Rank - 1)}]", array.ElementType, graph);
        string element = node.Parts[0].Node.FullName;
        node.TraitsName = array.Rank == 1 ? $"{Library}VectorTraits<{element}>" : $"{Library}Array{array.Rank}DTraits<{element}>";
    }

    private static void AddPart(TypeNode node, string step, ITypeSymbol type, TypeGraph graph)
    {
        TypeNode part = graph.Get(type);
        node.Parts.Add((step, part));
        node.Evidence.Add(part);
    }

    private static bool IsReachable(ITypeSymbol type, TypeGraph graph)
    {
        for (INamedTypeSymbol? current = type as INamedTypeSymbol; current is not null; current = current.ContainingType)
        {
            if (current.IsFileLocal)
            {
                return false;
            }
        }

        // Type arguments have nodes of their own, with paths that say more.
        return type is not INamedTypeSymbol named || graph.IsAccessible(named.OriginalDefinition);
    }
}
