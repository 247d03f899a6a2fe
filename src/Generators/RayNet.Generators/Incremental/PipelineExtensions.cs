using Microsoft.CodeAnalysis;

namespace RayNet.Generators.Incremental;

/// <summary>Steps that several pipelines have.</summary>
internal static class PipelineExtensions
{
    internal static IncrementalValuesProvider<T> WhereNotNull<T>(this IncrementalValuesProvider<T?> values)
        where T : class => values.Where(static value => value is not null).Select(static (value, _) => value!);
}
