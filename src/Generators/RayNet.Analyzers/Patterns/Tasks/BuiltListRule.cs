using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Tasks;

/// <summary>
/// RN2021: a remote method adds to a list in a loop that awaits, and returns the list. Silent when the list has any other use, such as
/// sorting, or is filled without waiting.
/// </summary>
internal static class BuiltListRule
{
    internal static void Analyze(OperationBlockAnalysisContext context, RaySymbols symbols)
    {
        if (context.OwningSymbol is not IMethodSymbol { IsAsync: true } method || method.IsIterator || !RemoteCode.IsRemoteMethod(method, symbols))
        {
            return;
        }

        foreach (IOperation block in context.OperationBlocks)
        {
            if (Returned(block) is { } list && IsOnlyFilled(block, list) && list.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments })
            {
                string item = arguments[0].ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
                context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.ListBuiltInLoop, method.FirstLocation(), method.Name, item));
            }
        }
    }

    /// <summary>The list that the only return statement returns.</summary>
    private static ILocalSymbol? Returned(IOperation block)
    {
        ILocalSymbol? list = null;
        foreach (IOperation operation in block.OwnOperations())
        {
            if (operation is IReturnOperation { ReturnedValue: { } value })
            {
                if (list is not null || value.WithoutToArray() is not ILocalReferenceOperation { Local: { Type: { Name: "List", ContainingNamespace.Name: "Generic" } } local })
                {
                    return null;
                }

                list = local;
            }
        }

        return list;
    }

    private static bool IsOnlyFilled(IOperation block, ILocalSymbol list)
    {
        bool isFilled = false;
        foreach (IOperation operation in block.SelfAndDescendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, list))
            {
                if (declarator.GetVariableInitializer()?.Value.Unwrap() is not (IObjectCreationOperation { Initializer: null, Arguments.IsEmpty: true } or ICollectionExpressionOperation { Elements.IsEmpty: true }))
                {
                    return false;
                }
            }
            else if (operation is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, list))
            {
                if (use.Parent is IInvocationOperation { TargetMethod.Name: "Add" } add && Loops.Loops.Around(add) is { } loop && Awaits(loop))
                {
                    isFilled = true;
                }
                else if (!IsReturn(use))
                {
                    return false;
                }
            }
        }

        return isFilled;
    }

    private static bool Awaits(ILoopOperation loop) => loop is IForEachLoopOperation { IsAsynchronous: true } || loop.Body.OwnOperations().Any(static operation => operation is IAwaitOperation);

    private static bool IsReturn(IOperation use)
    {
        IOperation? user = use.User();
        while (user is IInvocationOperation { TargetMethod.Name: "ToArray" } or IArgumentOperation)
        {
            user = user.User();
        }

        return user is IReturnOperation;
    }

    private static IOperation WithoutToArray(this IOperation value) => value.Unwrap() is IInvocationOperation { TargetMethod.Name: "ToArray" } call
        ? (call.Instance ?? call.Argument(0) ?? value).Unwrap()
        : value.Unwrap();
}
