using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using RayNet.Roslyn.Incremental;

namespace RayNet.Generators.Incremental;

/// <summary>
/// Remembers the models of syntax nodes from one compilation to the next. Roslyn asks for the model of every candidate after every
/// keystroke, and binding a thousand signatures again takes far longer than a keystroke may. A model is a function of its node and
/// of the declarations that it leads to, so it is good for as long as the node is the same object and their version stays.
/// </summary>
/// <remarks>One for each generator driver. Threads may share it: what it remembers is checked against the compilation at hand.</remarks>
/// <typeparam name="T">The model.</typeparam>
/// <param name="parse">Makes the model; it may depend on the node and on symbols only.</param>
/// <param name="readsStatements">
/// Whether the node may stand in a body. What a statement means can depend on declarations that it does not mention, such as extension methods, so that every
/// declaration counts.
/// </param>
internal sealed class DeclarationMemo<T>(Func<GeneratorSyntaxContext, CancellationToken, T?> parse, bool readsStatements = false)
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Remembered<T>> _models = new();

    /// <summary>The model of a node.</summary>
    /// <param name="context">The node in its compilation.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal T? Get(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        if (KnownSymbols.For(compilation) is null)
        {
            // A project that does not use RayNet pays for nothing that follows.
            return null;
        }

        var map = DeclarationMap.Of(compilation, cancellationToken);
        object version = readsStatements ? map.Version : map.VersionOf(context.Node.SyntaxTree);
        Remembered<T> remembered = _models.GetOrCreateValue(context.Node);
        return remembered.TryGet(version, out T? model) ? model : remembered.Set(version, parse(context, cancellationToken));
    }
}
