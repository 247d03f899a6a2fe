using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Waits;

/// <summary>
/// RN2003: a value travels to the caller and on to the next call, although the reference would do. Silent when the value has any
/// other use, when a catch block may be waiting for its error, and when something happens before it is passed on that may rely on
/// the end of the first call.
/// </summary>
internal static class PassOnRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        IOperation wait = context.Operation;
        if (symbols.Awaited(wait) is { } reference && IsOnlyPassedOn(wait, symbols))
        {
            string name = reference is IInvocationOperation call ? call.Describe() : reference.Syntax.ToString();
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.FetchedToPassOn, wait.Syntax.GetLocation(), name));
        }
    }

    internal static bool IsOnlyPassedOn(IOperation wait, RaySymbols symbols)
    {
        if (wait.Type is null or { SpecialType: SpecialType.System_Void } || IsInTry(wait))
        {
            return false;
        }

        if (IsRemoteArgument(wait, symbols))
        {
            return true;
        }

        return wait.User() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { IsRef: false } local } declarator }
            && SymbolEqualityComparer.Default.Equals(local.Type.WithNullableAnnotation(NullableAnnotation.None), wait.Type.WithNullableAnnotation(NullableAnnotation.None))
            && AllUsesAreArguments(local, declarator, symbols);
    }

    private static bool AllUsesAreArguments(ILocalSymbol local, IVariableDeclaratorOperation declarator, RaySymbols symbols)
    {
        IOperation? block = declarator;
        while (block is not null and not (IBlockOperation or IMethodBodyOperation))
        {
            block = block.Parent;
        }

        int first = int.MaxValue;
        foreach (IOperation operation in block?.SelfAndDescendants() ?? [])
        {
            if (operation is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, local))
            {
                if (use.Function() != declarator.Function() || !IsRemoteArgument(use, symbols))
                {
                    return false;
                }

                first = Math.Min(first, CallAround(use)?.Syntax.SpanStart ?? 0);
            }
        }

        return first != int.MaxValue && IsQuietBetween(block!, declarator.Syntax.Span.End, first, symbols);
    }

    /// <summary>Between the two, only tasks whose values are kept may be awaited: what is awaited for its effect may build on the effect of this call.</summary>
    private static bool IsQuietBetween(IOperation block, int start, int end, RaySymbols symbols)
    {
        foreach (IOperation operation in block.OwnOperations())
        {
            if (operation.Syntax.SpanStart < start || operation.Syntax.Span.End > end)
            {
                continue;
            }

            bool disturbs = operation switch
            {
                IAwaitOperation wait => symbols.Awaited(wait) is null || wait.User() is IExpressionStatementOperation,
                IInvocationOperation call when symbols.IsEntryPoint(call.TargetMethod) => !symbols.IsTaskCall(call) || call.User() is IExpressionStatementOperation,
                _ => false,
            };
            if (disturbs)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the operation is the value of a parameter that takes a reference as well, without a change of type.</summary>
    private static bool IsRemoteArgument(IOperation value, RaySymbols symbols)
    {
        IOperation? parent = value.Parent;
        while (parent is IConversionOperation conversion)
        {
            if (!conversion.Conversion.IsIdentity && !conversion.Type.IsArg())
            {
                return false;
            }

            parent = parent.Parent;
        }

        return parent is IArgumentOperation { Parameter: { IsParams: false } parameter, Parent: IInvocationOperation call }
            && (symbols.IsRemoteCall(call) || symbols.IsCreation(call))
            && TakesReference(call.TargetMethod, parameter, value.Type!);
    }

    private static bool TakesReference(IMethodSymbol method, IParameterSymbol parameter, ITypeSymbol type)
    {
        if (parameter.Type.IsArg())
        {
            return Same(((INamedTypeSymbol)parameter.Type).TypeArguments[0], type);
        }

        return Same(parameter.Type, type) && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
            other.Parameters.Length == method.Parameters.Length && other.Parameters[parameter.Ordinal].Type.IsArg());
    }

    private static bool IsArg(this ITypeSymbol? type) => type is INamedTypeSymbol { Name: "Arg", Arity: 1, ContainingNamespace.Name: "RayNet" };

    private static bool Same(ITypeSymbol left, ITypeSymbol right) => left.Is(right as INamedTypeSymbol) || SymbolEqualityComparer.Default.Equals(left, right);

    private static IInvocationOperation? CallAround(IOperation use)
    {
        IOperation? current = use;
        while (current is not null and not IInvocationOperation)
        {
            current = current.Parent;
        }

        return current as IInvocationOperation;
    }

    private static bool IsInTry(IOperation operation)
    {
        IOperation function = operation.Function();
        for (IOperation? current = operation; current is not null && current != function; current = current.Parent)
        {
            if (current is ITryOperation { Catches.Length: > 0 })
            {
                return true;
            }
        }

        return false;
    }
}
