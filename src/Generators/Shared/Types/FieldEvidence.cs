using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>
/// Collects what the proof of immutability rests on. Structs are copied by value, so only what their fields refer to counts; a class
/// must be sealed, with fields that nothing writes after construction.
/// </summary>
internal static class FieldEvidence
{
    internal static void Collect(TypeNode node, INamedTypeSymbol type, TypeGraph graph)
    {
        if (TypeNames.Metadata(type).StartsWith("System.Tuple`", StringComparison.Ordinal))
        {
            node.Evidence.AddRange(type.TypeArguments.Select(graph.Get));
            return;
        }

        if (type.IsReferenceType && !type.IsSealed)
        {
            node.IsMutable = true;
            return;
        }

        foreach (INamedTypeSymbol declaring in MemberReader.Lineage(type))
        {
            if (type.IsReferenceType && declaring.DeclaringSyntaxReferences.IsEmpty)
            {
                // The private fields of a referenced assembly's classes are not imported: what they are cannot be proved.
                node.IsMutable = true;
                return;
            }

            CollectDeclared(node, declaring, graph);
        }
    }

    private static void CollectDeclared(TypeNode node, INamedTypeSymbol type, TypeGraph graph)
    {
        // The fields include those of captured parameters of a primary constructor, which any method may write.
        foreach (ISymbol member in type.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { IsStatic: false, IsConst: false } field:
                    node.IsMutable |= type.IsReferenceType && !IsWrittenOnce(field);
                    node.Evidence.Add(graph.Get(field.Type));
                    break;
                case IEventSymbol { IsStatic: false, IsAbstract: false }:
                    node.IsMutable = true;
                    break;
            }
        }
    }

    private static bool IsWrittenOnce(IFieldSymbol field) =>
        field.IsReadOnly || field.AssociatedSymbol is IPropertySymbol { SetMethod.IsInitOnly: true };
}
