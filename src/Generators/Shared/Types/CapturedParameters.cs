using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.Roslyn.Types;

/// <summary>Parameters of a primary constructor that members other than initializers mention; the compiler makes hidden fields of them.</summary>
internal static class CapturedParameters
{
    internal static IEnumerable<IParameterSymbol> Find(INamedTypeSymbol type)
    {
        // The parameters of a record are its properties.
        IMethodSymbol? primary = type.IsRecord ? null : type.InstanceConstructors.FirstOrDefault(static constructor =>
            constructor.DeclaringSyntaxReferences.Length == 1 && constructor.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax);
        return primary is null ? [] : primary.Parameters.Where(parameter => IsMentioned(type, parameter.Name));
    }

    private static bool IsMentioned(INamedTypeSymbol type, string name)
    {
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Members.Any(member => IsMentioned(member, name)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMentioned(MemberDeclarationSyntax member, string name) => member is not (FieldDeclarationSyntax or BaseTypeDeclarationSyntax)
        && member.DescendantNodes(static node => node is not EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax })
            .OfType<IdentifierNameSyntax>()
            .Any(identifier => identifier.Identifier.ValueText == name);
}
