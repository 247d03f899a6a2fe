using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Tasks;

/// <summary>RN2020: a remote method waits in a loop, or loops without an end, and has no token. Silent when it takes one or asks the context for one.</summary>
internal static class CancellationRule
{
    internal static void Analyze(OperationBlockAnalysisContext context, RaySymbols symbols)
    {
        if (context.OwningSymbol is not IMethodSymbol method
            || !RemoteCode.IsRemoteMethod(method, symbols)
            || method.IsOverride
            || method.Parameters.Any(parameter => parameter.Type.Is(symbols.Known.CancellationToken) || parameter.Type.Is(symbols.Known.RayContext)))
        {
            return;
        }

        bool isLong = false;
        foreach (IOperation block in context.OperationBlocks)
        {
            foreach (IOperation operation in block.SelfAndDescendants())
            {
                if (operation is IPropertyReferenceOperation { Property: { Name: "Current" or "CancellationToken", ContainingType: var type } } && type.Is(symbols.Known.RayContext))
                {
                    return;
                }

                isLong |= IsLong(operation);
            }
        }

        if (isLong)
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.MissingToken, method.FirstLocation(), method.Name));
        }
    }

    private static bool IsLong(IOperation operation) => operation switch
    {
        ILoopOperation loop when Loops.Loops.IsEndless(loop) => !Loops.Loops.HasExit(loop),
        IInvocationOperation { TargetMethod: { Name: "Delay" or "Sleep" or "WaitForNextTickAsync", ContainingType.Name: "Task" or "Thread" or "PeriodicTimer" } } => Loops.Loops.Around(operation) is not null,
        _ => false,
    };
}
