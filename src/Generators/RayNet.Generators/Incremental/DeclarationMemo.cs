using System.Collections.Immutable;
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
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxTree, Remembered<T[]>> _files = new();

    /// <summary>All models, in the order of the files.</summary>
    /// <param name="compilation">Where to look.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal ImmutableArray<T> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        if (KnownSymbols.For(compilation) is null)
        {
            return [];
        }

        var map = DeclarationMap.Of(compilation, cancellationToken);
        ImmutableArray<T>.Builder models = ImmutableArray.CreateBuilder<T>();
        foreach (SyntaxTree tree in map.Files)
        {
            object version = readsStatements ? map.Version : map.VersionOf(tree);
            Remembered<T[]> remembered = _files.GetOrCreateValue(tree);
            models.AddRange(remembered.TryGet(version, out T[]? known) ? known! : remembered.Set(version, Read(tree, compilation, cancellationToken))!);
        }

        return models.ToImmutable();
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
}
