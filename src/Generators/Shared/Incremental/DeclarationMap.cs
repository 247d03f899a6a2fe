using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Incremental;

/// <summary>
/// Says what an edit can have changed. What a declaration means follows from its file, from the files that declare what it mentions, and from
/// what those mention in turn. Each file has a version, an object that stays the same from compilation to compilation for as long as none
/// of these files declares anything else; so what was read from symbols that a file's declarations lead to can be kept with its version.
/// </summary>
/// <remarks>
/// Names are compared, not symbols: a type that becomes visible, or is hidden, has a name that the file mentions. What has no name in the file,
/// such as a global using or a type of the platform, counts for all files.
/// </remarks>
internal sealed class DeclarationMap
{
    private static readonly ConditionalWeakTable<Compilation, DeclarationMap> Maps = new();
    private static readonly ConditionalWeakTable<SyntaxTree, Latest> LatestMaps = new();

    private readonly DeclarationSurroundings _surroundings;
    private readonly Dictionary<SyntaxTree, object> _versions;

    private DeclarationMap(DeclarationSurroundings surroundings, Dictionary<SyntaxTree, object> versions, object version)
    {
        _surroundings = surroundings;
        _versions = versions;
        Version = version;
    }

    /// <summary>The version of all declarations together.</summary>
    internal object Version { get; }

    /// <summary>The files of the compilation but for those that RayNet made.</summary>
    internal IReadOnlyCollection<SyntaxTree> Files => _versions.Keys;

    internal static DeclarationMap Of(Compilation compilation, CancellationToken cancellationToken) =>
        Maps.TryGetValue(compilation, out DeclarationMap? known) ? known : Maps.GetValue(compilation, key => Create(key, cancellationToken));

    /// <summary>The version of what a file's declarations mean.</summary>
    internal object VersionOf(SyntaxTree tree) => _versions[tree];

    private static DeclarationMap Create(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxTree> trees = [.. compilation.SyntaxTrees.Where(static tree => !FileDeclarations.IsGenerated(tree))];
        var surroundings = new DeclarationSurroundings(compilation, trees);
        DeclarationMap? before = Predecessor(trees);
        if (before is not null && before.IsOf(trees) && before._surroundings.Equals(surroundings, isOfSameFiles: true))
        {
            return before;
        }

        // Files are read when there is something to compare them with: a build has one compilation.
        DeclarationMap map = before is not null && before._surroundings.Equals(surroundings, isOfSameFiles: false)
            ? before.Succeed(surroundings, trees, cancellationToken)
            : Begin(surroundings, trees);
        foreach (SyntaxTree tree in trees)
        {
            LatestMaps.GetValue(tree, static _ => new Latest()).Map = map;
        }

        return map;
    }

    /// <summary>The map that a compilation of mostly the same trees had.</summary>
    private static DeclarationMap? Predecessor(ImmutableArray<SyntaxTree> trees)
    {
        foreach (SyntaxTree tree in trees)
        {
            if (LatestMaps.TryGetValue(tree, out Latest? latest) && latest.Map is { } map)
            {
                return map;
            }
        }

        return null;
    }

    private static DeclarationMap Begin(DeclarationSurroundings surroundings, ImmutableArray<SyntaxTree> trees)
    {
        var versions = new Dictionary<SyntaxTree, object>(trees.Length);
        foreach (SyntaxTree tree in trees)
        {
            versions[tree] = new object();
        }

        return new DeclarationMap(surroundings, versions, new object());
    }

    private bool IsOf(ImmutableArray<SyntaxTree> trees)
    {
        if (trees.Length != _versions.Count)
        {
            return false;
        }

        int index = 0;
        foreach (SyntaxTree tree in _versions.Keys)
        {
            if (tree != trees[index++])
            {
                return false;
            }
        }

        return true;
    }

    private DeclarationMap Succeed(DeclarationSurroundings surroundings, ImmutableArray<SyntaxTree> trees, CancellationToken cancellationToken)
    {
        var files = new FileDeclarations[trees.Length];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = FileDeclarations.Of(trees[i], cancellationToken);
        }

        var versions = new Dictionary<SyntaxTree, object>(trees.Length);
        DeclarationChanges changes = DeclarationChanges.Find(_versions.Keys, trees, files);
        for (int i = 0; i < trees.Length; i++)
        {
            versions[trees[i]] = !changes.IsAffected(files[i]) && _versions.TryGetValue(changes.Original(trees[i]), out object? version) ? version : new object();
        }

        return new DeclarationMap(surroundings, versions, changes.IsEmpty ? Version : new object());
    }

    private sealed class Latest
    {
        internal DeclarationMap? Map { get; set; }
    }
}
