using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators;

/// <summary>Brings the types of all signatures together, each once and in a stable order.</summary>
internal static class ShapePipeline
{
    internal static IncrementalValueProvider<EquatableArray<TypeShape>> Merge(
        IncrementalValuesProvider<EquatableArray<TypeShape>> tasks,
        IncrementalValuesProvider<EquatableArray<TypeShape>> actors,
        IncrementalValuesProvider<EquatableArray<TypeShape>> puts,
        IncrementalValuesProvider<EquatableArray<TypeShape>> rpc) =>
        tasks.Collect().Combine(actors.Collect()).Combine(puts.Collect()).Combine(rpc.Collect())
            .Select(static (all, _) => Distinct(all.Left.Left.Left.AddRange(all.Left.Left.Right).AddRange(all.Left.Right).AddRange(all.Right)))
            .WithTrackingName(TrackingNames.Shapes);

    private static EquatableArray<TypeShape> Distinct(ImmutableArray<EquatableArray<TypeShape>> all)
    {
        var distinct = new SortedDictionary<string, TypeShape>(StringComparer.Ordinal);
        foreach (EquatableArray<TypeShape> shapes in all)
        {
            foreach (TypeShape shape in shapes)
            {
                distinct[shape.TraitsName] = shape;
            }
        }

        return distinct.Values.ToEquatableArray();
    }
}
