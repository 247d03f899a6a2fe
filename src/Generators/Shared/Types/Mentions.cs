using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.Roslyn.Types;

/// <summary>Whether source mentions a name: enough to see that a field or captured parameter backs a property.</summary>
internal static class Mentions
{
    internal static bool In(ISymbol member, string name)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in reference.GetSyntax().DescendantNodes())
            {
                if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
