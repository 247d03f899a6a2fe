using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.Roslyn.Incremental;

/// <summary>
/// A hash of everything in a file that symbols are made from: all nodes and tokens except bodies, and the directives that change
/// their meaning. Two files of one fingerprint declare the same; comments, layout and statements do not count.
/// </summary>
internal static class DeclarationFingerprint
{
    private static readonly ConditionalWeakTable<SyntaxTree, string> Cache = new();

    internal static string Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Cache.TryGetValue(tree, out string? known) ? known : Cache.GetValue(tree, key => Compute(key, cancellationToken));

    private static string Compute(SyntaxTree tree, CancellationToken cancellationToken)
    {
        SyntaxNode root = tree.GetRoot(cancellationToken);
        var text = new StringBuilder(4096);
        AppendOptions(text, (CSharpParseOptions)tree.Options);
        foreach (SyntaxNodeOrToken item in root.DescendantNodesAndTokensAndSelf(static node => !Bodies.AreOnlyStatements(node)))
        {
            // Kinds and numbers of children make the sequence say how the tree is built, also where tokens are missing.
            text.Append((char)item.RawKind);
            if (item.IsToken)
            {
                text.Append(item.AsToken().Text).Append('\0');
            }
            else
            {
                text.Append((char)item.ChildNodesAndTokens().Count);
            }
        }

        AppendDirectives(text, root);
        using var algorithm = SHA256.Create();
        return Convert.ToBase64String(algorithm.ComputeHash(Encoding.Unicode.GetBytes(text.ToString())));
    }

    private static void AppendOptions(StringBuilder text, CSharpParseOptions options)
    {
        text.Append(((int)options.LanguageVersion).ToString(CultureInfo.InvariantCulture)).Append('\0');
        foreach (KeyValuePair<string, string> feature in options.Features.OrderBy(static feature => feature.Key, StringComparer.Ordinal))
        {
            text.Append(feature.Key).Append('\0').Append(feature.Value).Append('\0');
        }
    }

    /// <summary>#nullable changes the types behind it, also when it stands in a body.</summary>
    private static void AppendDirectives(StringBuilder text, SyntaxNode root)
    {
        if (!root.ContainsDirectives)
        {
            return;
        }

        int members = 0;
        foreach (SyntaxToken token in root.DescendantTokens())
        {
            members++;
            if (!token.ContainsDirectives)
            {
                continue;
            }

            foreach (SyntaxTrivia trivia in token.LeadingTrivia)
            {
                if (trivia.GetStructure() is NullableDirectiveTriviaSyntax directive)
                {
                    text.Append((char)members).Append(directive.ToString()).Append('\0');
                }
            }
        }
    }
}
