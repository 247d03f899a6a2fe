using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>Where loops are, and what of them is repeated.</summary>
internal static class Loops
{
    /// <summary>The innermost loop of the same function whose body holds the operation.</summary>
    internal static ILoopOperation? Around(IOperation operation)
    {
        IOperation current = operation;
        while (current.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            if (parent is ILoopOperation loop && loop.Body == current)
            {
                return loop;
            }

            current = parent;
        }

        return null;
    }

    /// <summary>Whether nothing but a jump ends the loop.</summary>
    internal static bool IsEndless(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation { ConditionIsTop: var isTop, Condition: var condition } => isTop && condition?.ConstantValue is { HasValue: true, Value: true },
        IForLoopOperation { Condition: null } => true,
        _ => false,
    };

    internal static IOperation? Condition(ILoopOperation loop) => loop switch
    {
        IWhileLoopOperation whileLoop => whileLoop.Condition,
        IForLoopOperation forLoop => forLoop.Condition,
        _ => null,
    };

    /// <summary>Whether the variable is declared by the loop, so that each iteration may have another one.</summary>
    internal static bool Declares(ILoopOperation loop, ISymbol variable)
    {
        foreach (SyntaxReference reference in variable.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == loop.Syntax.SyntaxTree && loop.Syntax.Span.Contains(reference.Span))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the body may leave the loop before its end, or hands out items on the way.</summary>
    internal static bool HasExit(ILoopOperation loop)
    {
        foreach (IOperation operation in loop.Body.OwnOperations())
        {
            switch (operation)
            {
                case IReturnOperation:
                case IBranchOperation { BranchKind: BranchKind.GoTo }:
                case IBranchOperation { BranchKind: BranchKind.Break } branch when SymbolEqualityComparer.Default.Equals(branch.Target, loop.ExitLabel):
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
