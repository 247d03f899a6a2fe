using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns;

namespace RayNet.Analyzers.References;

/// <summary>RN2011: remote code puts its result and returns the reference. Silent when the reference is used for anything else.</summary>
internal static class ReturnedPutRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        if (context.Operation is IReturnOperation { ReturnedValue: { } value }
            && value.Function() is not (IAnonymousFunctionOperation or ILocalFunctionOperation)
            && FindPut(value.Unwrap(), symbols) is { } put
            && RemoteCode.IsRemoteMethod(context.ContainingSymbol, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.ReturnsPut, put.Syntax.GetLocation(), context.ContainingSymbol.Name));
        }
    }

    private static IInvocationOperation? FindPut(IOperation value, RaySymbols symbols)
    {
        if (value is IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } } wrapped && wrapped.Argument(0) is { } inner)
        {
            value = inner.Unwrap();
        }

        if (value is ILocalReferenceOperation { Local: var local })
        {
            int uses = 0;
            IOperation? initial = null;
            foreach (IOperation operation in value.Function().SelfAndDescendants())
            {
                uses += SymbolEqualityComparer.Default.Equals(operation.Variable(), local) && operation is ILocalReferenceOperation ? 1 : 0;
                if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))
                {
                    initial = declarator.GetVariableInitializer()?.Value.Unwrap();
                }
            }

            value = uses == 1 && initial is not null ? initial : value;
        }

        return value is IInvocationOperation call && symbols.IsPut(call) ? call : null;
    }
}
