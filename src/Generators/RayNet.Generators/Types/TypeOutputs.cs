using Microsoft.CodeAnalysis;
using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Adds one file for each type that has generated traits.</summary>
internal static class TypeOutputs
{
    /// <summary>The step that the harness watches.</summary>
    internal const string TrackingName = "TypeShapes";

    internal static void Register(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<TypeShape>> distinctSorted)
    {
        IncrementalValuesProvider<TypeShape> shapes = distinctSorted
            .SelectMany(static (all, _) => all.Where(static shape => shape.Kind != TypeShapeKind.Library))
            .WithTrackingName(TrackingName);
        context.RegisterSourceOutput(shapes, static (output, shape) => output.AddSource(TypesEmitter.HintName(shape), TypesEmitter.Emit(shape)!));
    }
}
