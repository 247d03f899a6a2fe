using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RayNet.Roslyn.Incremental;

/// <summary>What a file declares, and which names its declarations mention. Computed once for each tree, from its text alone.</summary>
internal sealed class FileDeclarations
{
    private const string AttributeSuffix = "Attribute";

    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Cache = new();

    // Types of these namespaces, and of those in System, are looked for by their full names, so that no file has to mention them.
    private static readonly string[] Implied = ["System", "RayNet", "RayNet.CompilerServices", "RayNet.Runtime.Rpc"];

    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _surroundings = new(StringComparer.Ordinal);

    private FileDeclarations(SyntaxTree tree, CancellationToken cancellationToken)
    {
        Fingerprint = DeclarationFingerprint.Of(tree, cancellationToken);
        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        foreach (SyntaxToken token in root.DescendantTokens(static node => !Bodies.AreOnlyStatements(node) && !IsNamespace(node)))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                _mentioned.Add(token.ValueText);
            }
        }

        ReadHead(root);
        Read(root.Members, string.Empty);
    }

    /// <summary>Equal for files that declare the same.</summary>
    internal string Fingerprint { get; }

    /// <summary>The types and global aliases that the file declares; attributes by both of their names.</summary>
    internal IReadOnlyCollection<string> Declared => _declared;

    /// <summary>What every file of the compilation depends on: namespaces, global usings, attributes of the assembly.</summary>
    internal IReadOnlyCollection<string> Surroundings => _surroundings;

    /// <summary>Whether other files may depend on this one without a mention of it.</summary>
    internal bool IsImplied { get; private set; }

    internal static FileDeclarations Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Cache.TryGetValue(tree, out FileDeclarations? known) ? known : Cache.GetValue(tree, key => new FileDeclarations(key, cancellationToken));

    /// <summary>Whether RayNet's generator made the file: from declarations, which never mention it.</summary>
    internal static bool IsGenerated(SyntaxTree tree) => tree.FilePath.IndexOf("RayNet.Generators.RayNetGenerator", StringComparison.Ordinal) >= 0;

    internal bool Mentions(HashSet<string> names)
    {
        (HashSet<string> few, HashSet<string> many) = names.Count < _mentioned.Count ? (names, _mentioned) : (_mentioned, names);
        foreach (string name in few)
        {
            if (many.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Names of namespaces count among the surroundings.</summary>
    private static bool IsNamespace(SyntaxNode node) =>
        node is UsingDirectiveSyntax { Alias: null, StaticKeyword.RawKind: 0 } || (node.Parent is BaseNamespaceDeclarationSyntax space && space.Name == node);

    private void ReadHead(CompilationUnitSyntax root)
    {
        foreach (UsingDirectiveSyntax directive in root.Usings)
        {
            if (!directive.GlobalKeyword.IsKind(SyntaxKind.None))
            {
                _surroundings.Add(directive.ToString());
                IsImplied |= !directive.StaticKeyword.IsKind(SyntaxKind.None);
                if (directive.Alias is { } alias)
                {
                    _declared.Add(alias.Name.Identifier.ValueText);
                }
            }
        }

        foreach (AttributeListSyntax list in root.AttributeLists)
        {
            _surroundings.Add(list.ToString());
        }
    }

    private void Read(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    string name = space.Length == 0 ? inner.Name.ToString() : space + "." + inner.Name;
                    _surroundings.Add("namespace " + name);
                    IsImplied |= Implied.Contains(name, StringComparer.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal);
                    Read(inner.Members, name);
                    break;
                case TypeDeclarationSyntax type:
                    Add(type.Identifier);
                    Read(type.Members, space);
                    break;
                case BaseTypeDeclarationSyntax type:
                    Add(type.Identifier);
                    break;
                case DelegateDeclarationSyntax type:
                    Add(type.Identifier);
                    break;
            }
        }
    }

    private void Add(SyntaxToken identifier)
    {
        string name = identifier.ValueText;
        _declared.Add(name);
        if (name.Length > AttributeSuffix.Length && name.EndsWith(AttributeSuffix, StringComparison.Ordinal))
        {
            _declared.Add(name.Substring(0, name.Length - AttributeSuffix.Length));
        }
    }
}
