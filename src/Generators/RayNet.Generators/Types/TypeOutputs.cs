using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RayNet.Generators.Incremental;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Adds one file for each type that has generated traits.</summary>
internal static class TypeOutputs
{
    /// <summary>The step that the harness watches.</summary>
    internal const string TrackingName = "TypeShapes";

    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Findings> findings)
    {
        IncrementalValuesProvider<TypeShape> shapes = findings
            .SelectMany(static (all, _) => Generated(all.Shapes))
            .WithTrackingName(TrackingName);
        context.RegisterSourceOutput(shapes, static (output, shape) => output.AddSource(TypesEmitter.HintName(shape), TypesEmitter.Emit(shape)!));
    }

    private static ImmutableArray<TypeShape> Generated(EquatableArray<TypeShape> shapes)
    {
        ImmutableArray<TypeShape>.Builder generated = ImmutableArray.CreateBuilder<TypeShape>(shapes.Count);
        foreach (TypeShape shape in shapes)
        {
            if (shape.Kind != TypeShapeKind.Library)
            {
                generated.Add(shape);
            }
        }

        return generated.ToImmutable();
    }
}
