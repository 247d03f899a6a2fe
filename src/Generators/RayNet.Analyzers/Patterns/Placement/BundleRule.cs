using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Placement;

/// <summary>RN1022: options ask for more than any bundle of their placement group holds. Silent unless the bundles stand in the same method, in constants.</summary>
internal static class BundleRule
{
    private static readonly string[] Resources = ["NumCpus", "NumGpus", "Memory"];

    internal static void Analyze(OperationAnalysisContext context, INamedTypeSymbol strategy)
    {
        var options = (IObjectCreationOperation)context.Operation;
        if (options.Type?.Name is not ("TaskOptions" or "ActorOptions")
            || !SymbolEqualityComparer.Default.Equals(options.Type.ContainingNamespace, strategy.ContainingNamespace)
            || Value(options, "SchedulingStrategy")?.Unwrap() is not IInvocationOperation { TargetMethod.Name: "PlacementGroup" } place
            || !place.TargetMethod.ContainingType.Is(strategy)
            || BundlesOf(place) is not { } bundles)
        {
            return;
        }

        foreach (string resource in Resources)
        {
            if (Constant(Value(options, resource)) is { } asked && MostOf(bundles, resource) is { } most && asked > most)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    PatternDescriptors.NoBundleHolds,
                    place.Syntax.GetLocation(),
                    resource,
                    asked.ToString(CultureInfo.InvariantCulture),
                    most.ToString(CultureInfo.InvariantCulture)));
                return;
            }
        }
    }

    /// <summary>The bundles that a call can run in; <see langword="null"/> where they cannot be told.</summary>
    private static IObjectCreationOperation[]? BundlesOf(IInvocationOperation place)
    {
        if (place.Argument(0) is not { } group
            || Locals.Origin(group) is not IInvocationOperation { TargetMethod.Name: "CreatePlacementGroup" } creation
            || creation.Argument(0) is not { } list
            || Elements(list.Unwrap()) is not { } elements)
        {
            return null;
        }

        IObjectCreationOperation[] bundles = [.. elements.Select(static element => element.Unwrap()).OfType<IObjectCreationOperation>()];
        if (bundles.Length != elements.Length || place.Argument(1)?.ConstantValue is not { HasValue: true, Value: int index })
        {
            return null;
        }

        return index < 0 ? bundles : index < bundles.Length ? [bundles[index]] : null;
    }

    private static IOperation[]? Elements(IOperation list) => list switch
    {
        ICollectionExpressionOperation { Elements: var elements } => [.. elements],
        IArrayCreationOperation { Initializer.ElementValues: var values } => [.. values],
        _ => null,
    };

    /// <summary>What the largest bundle has; <see langword="null"/> where one of them cannot be told.</summary>
    private static double? MostOf(IObjectCreationOperation[] bundles, string resource)
    {
        double most = 0;
        foreach (IObjectCreationOperation bundle in bundles)
        {
            IOperation? value = Value(bundle, resource);
            if (value is not null && Constant(value) is null)
            {
                return null;
            }

            most = Math.Max(most, Constant(value) ?? 0);
        }

        return most;
    }

    private static IOperation? Value(IObjectCreationOperation creation, string property) => creation.Initializer?.Initializers
        .OfType<ISimpleAssignmentOperation>()
        .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation target && target.Property.Name == property)?.Value;

    private static double? Constant(IOperation? value) =>
        value?.Unwrap().ConstantValue is { HasValue: true, Value: double or int or long } constant ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture) : null;
}
