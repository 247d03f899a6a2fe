using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Incremental;

/// <summary>Steps that several pipelines have.</summary>
internal static class PipelineExtensions
{
    /// <summary>The models that a memo finds in each compilation.</summary>
    internal static IncrementalValuesProvider<T> Find<T>(this IncrementalGeneratorInitializationContext context, DeclarationMemo<T> memo)
        where T : class => context.CompilationProvider.SelectMany(memo.Find);
}
