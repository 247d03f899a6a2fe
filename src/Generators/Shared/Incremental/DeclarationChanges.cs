using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Incremental;

/// <summary>The files that an edit has changed, and the names whose meaning may have changed with them.</summary>
internal sealed class DeclarationChanges
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<FileDeclarations> _affected = [];
    private readonly Dictionary<SyntaxTree, SyntaxTree> _originals = [];
    private bool _isEverything;

    private DeclarationChanges()
    {
    }

    /// <summary>Whether all declarations are as they were: statements, comments and layout are none.</summary>
    internal bool IsEmpty { get; private set; } = true;

    internal static DeclarationChanges Find(ICollection<SyntaxTree> before, ImmutableArray<SyntaxTree> trees, FileDeclarations[] files)
    {
        var changes = new DeclarationChanges();
        var present = new HashSet<SyntaxTree>(trees);
        var known = new HashSet<SyntaxTree>(before);
        List<SyntaxTree> gone = [.. before.Where(tree => !present.Contains(tree))];
        for (int i = 0; i < trees.Length; i++)
        {
            if (!known.Contains(trees[i]))
            {
                changes.AddNew(trees[i], files[i], gone);
            }
        }

        foreach (SyntaxTree tree in gone)
        {
            changes.Add(FileDeclarations.Of(tree, CancellationToken.None));
        }

        changes.Spread(files);
        return changes;
    }

    internal bool IsAffected(FileDeclarations file) => _isEverything || _affected.Contains(file);

    /// <summary>The tree that the tree has taken the place of without declaring anything else; the tree itself if there is none.</summary>
    internal SyntaxTree Original(SyntaxTree tree) => _originals.TryGetValue(tree, out SyntaxTree? original) ? original : tree;

    private void AddNew(SyntaxTree tree, FileDeclarations file, List<SyntaxTree> gone)
    {
        SyntaxTree? original = gone.Find(old => old.FilePath == tree.FilePath && FileDeclarations.Of(old, CancellationToken.None).Fingerprint == file.Fingerprint);
        if (original is null)
        {
            Add(file);
        }
        else
        {
            gone.Remove(original);
            _originals.Add(tree, original);
        }
    }

    private void Add(FileDeclarations file)
    {
        IsEmpty = false;
        _isEverything |= file.IsImplied;
        _names.UnionWith(file.Declared);
        _affected.Add(file);
    }

    /// <summary>A file that mentions a changed name is affected, and with it all that mention what it declares.</summary>
    private void Spread(FileDeclarations[] files)
    {
        bool hasGrown = !IsEmpty;
        while (hasGrown && !_isEverything)
        {
            hasGrown = false;
            foreach (FileDeclarations file in files)
            {
                if (!_affected.Contains(file) && file.Mentions(_names))
                {
                    Add(file);
                    hasGrown = true;
                }
            }
        }
    }
}
