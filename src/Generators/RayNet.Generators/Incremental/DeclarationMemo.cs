using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Incremental;

/// <summary>
/// Remembers the models of syntax nodes from one compilation to the next. Roslyn asks for the model of every candidate after every
/// keystroke, and binding a thousand signatures again takes far longer than a keystroke may. A model is a function of its node and
/// of all declarations, so it is good for as long as the node is the same object and no declaration has changed.
/// </summary>
/// <remarks>One for each generator driver. Threads may share it: what it remembers is checked against the compilation at hand.</remarks>
/// <typeparam name="T">The model.</typeparam>
/// <param name="parse">Makes the model; it may depend on the node and on symbols only.</param>
internal sealed class DeclarationMemo<T>(Func<GeneratorSyntaxContext, CancellationToken, T?> parse)
    where T : class
{
    private readonly ConditionalWeakTable<Compilation, DeclarationSpace<T>> _spaces = new();
    private DeclarationSpace<T>? _latest;

    /// <summary>The model of a node.</summary>
    /// <param name="context">The node in its compilation.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal T? Get(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        DeclarationSpace<T> space = _spaces.TryGetValue(compilation, out DeclarationSpace<T>? known) ? known : Find(compilation, cancellationToken);
        return space.TryGet(context.Node, out T? model) ? model : space.Add(context.Node, parse(context, cancellationToken));
    }

    private DeclarationSpace<T> Find(Compilation compilation, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxTree> trees = [.. compilation.SyntaxTrees];
        var fingerprints = new string[trees.Length];
        for (int i = 0; i < fingerprints.Length; i++)
        {
            fingerprints[i] = DeclarationFingerprint.Of(trees[i], cancellationToken);
        }

        DeclarationSpace<T>? latest = Volatile.Read(ref _latest);
        DeclarationSpace<T> space = latest is not null && latest.Matches(compilation, fingerprints) ? latest : new DeclarationSpace<T>(compilation, fingerprints);
        space = _spaces.GetValue(compilation, _ => space);
        Volatile.Write(ref _latest, space);
        return space;
    }
}
