using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Placement;

/// <summary>RN2025: hard affinity to a node whose id stands in the program.</summary>
internal static class LiteralNodeRule
{
    internal static void Analyze(OperationAnalysisContext context, INamedTypeSymbol strategy)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod.Name == "NodeAffinity"
            && call.TargetMethod.ContainingType.Is(strategy)
            && call.Argument(1)?.ConstantValue is { HasValue: true, Value: false }
            && call.Argument(0) is { } node
            && IsLiteral(Locals.Origin(node)))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.LiteralNode, call.Syntax.GetLocation()));
        }
    }

    /// <summary>An id that is made of constants, and not the empty one.</summary>
    private static bool IsLiteral(IOperation? node) =>
        node is IObjectCreationOperation { Arguments: { Length: > 0 } arguments } && arguments.All(static argument => argument.Value.ConstantValue.HasValue);
}
