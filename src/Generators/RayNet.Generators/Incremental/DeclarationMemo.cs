using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Roslyn;
using RayNet.Roslyn.Incremental;

namespace RayNet.Generators.Incremental;

/// <summary>
/// Finds the models of a compilation's syntax nodes, and remembers them from one compilation to the next: binding a thousand signatures again
/// takes far longer than a keystroke may. A model is a function of its node and of the declarations that it leads to, so the models of a file are good
/// for as long as the file is the same object and the version of these declarations stays.
/// </summary>
/// <remarks>
/// One for each generator driver. Threads may share it: what it remembers is checked against the compilation at hand. Roslyn's own providers would visit every node of
/// every file, also in projects that do not use RayNet; here nothing is visited in them.
/// </remarks>
/// <typeparam name="T">The model.</typeparam>
/// <param name="isCandidate">Whether a node may have a model, by its syntax.</param>
/// <param name="parse">Makes the model; it may depend on the node and on symbols only.</param>
/// <param name="readsStatements">
/// Whether the nodes stand in bodies. What a statement means can depend on declarations that it does not mention, such as extension methods, so that every
/// declaration counts.
/// </param>
internal sealed class DeclarationMemo<T>(Func<SyntaxNode, bool> isCandidate, Func<SyntaxNode, SemanticModel, CancellationToken, T?> parse, bool readsStatements = false)
    where T : class, IEquatable<T>
{
    private readonly ConditionalWeakTable<SyntaxTree, Remembered<T[]>> _files = new();
    private Collection _last = new([], default);

    /// <summary>All models, in the order of the files; the array of the last compilation where nothing has changed.</summary>
    /// <param name="compilation">Where to look.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal EquatableArray<T> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        if (KnownSymbols.For(compilation) is null)
        {
            return default;
        }

        var map = DeclarationMap.Of(compilation, cancellationToken);
        var parts = new List<T[]>();
        foreach (SyntaxTree tree in map.Files)
        {
            object version = readsStatements ? map.Version : map.VersionOf(tree);
            Remembered<T[]> remembered = _files.GetOrCreateValue(tree);
            T[] models = remembered.TryGet(version, out T[]? known) ? known! : remembered.Set(version, Read(tree, compilation, cancellationToken))!;
            if (models.Length > 0)
            {
                parts.Add(models);
            }
        }

        Collection last = Volatile.Read(ref _last);
        if (!last.IsOf(parts))
        {
            last = Collection.Of(parts);
            Volatile.Write(ref _last, last);
        }

        return last.Models;
    }

    private T[] Read(SyntaxTree tree, Compilation compilation, CancellationToken cancellationToken)
    {
        List<T>? models = null;
        SemanticModel? semantics = null;
        foreach (SyntaxNode node in tree.GetRoot(cancellationToken).DescendantNodes(node => readsStatements || HoldsDeclarations(node)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isCandidate(node) && parse(node, semantics ??= compilation.GetSemanticModel(tree), cancellationToken) is { } model)
            {
                (models ??= []).Add(model);
            }
        }

        return models is null ? [] : [.. models];
    }

    private static bool HoldsDeclarations(SyntaxNode node) => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax;

    /// <summary>The models of all files, and the files' own that they are made of.</summary>
    private sealed class Collection(List<T[]> parts, EquatableArray<T> models)
    {
        internal EquatableArray<T> Models { get; } = models;

        internal static Collection Of(List<T[]> parts)
        {
            int count = 0;
            foreach (T[] part in parts)
            {
                count += part.Length;
            }

            var models = new T[count];
            count = 0;
            foreach (T[] part in parts)
            {
                part.CopyTo(models, count);
                count += part.Length;
            }

            return new Collection(parts, new EquatableArray<T>(models));
        }

        internal bool IsOf(List<T[]> others)
        {
            if (others.Count != parts.Count)
            {
                return false;
            }

            for (int i = 0; i < others.Count; i++)
            {
                if (!ReferenceEquals(others[i], parts[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
