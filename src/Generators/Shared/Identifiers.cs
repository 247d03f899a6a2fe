using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Roslyn;

/// <summary>Names as identifiers.</summary>
internal static class Identifiers
{
    /// <summary>Puts @ before names that are keywords.</summary>
    internal static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
