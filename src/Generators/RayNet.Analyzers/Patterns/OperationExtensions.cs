using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns;

/// <summary>Questions about operations that several rules ask.</summary>
internal static class OperationExtensions
{
    /// <summary>Without conversions and parentheses.</summary>
    internal static IOperation Unwrap(this IOperation operation)
    {
        IOperation current = operation;
        while (true)
        {
            switch (current)
            {
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    current = parenthesized.Operand;
                    break;
                default:
                    return current;
            }
        }
    }

    /// <summary>The parent after conversions and parentheses.</summary>
    internal static IOperation? User(this IOperation operation)
    {
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            parent = parent.Parent;
        }

        return parent;
    }

    /// <summary>The value of the parameter at a position, wherever its argument stands.</summary>
    internal static IOperation? Argument(this IInvocationOperation call, int ordinal)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == ordinal)
            {
                return argument.Value;
            }
        }

        return null;
    }

    /// <summary>The lambda, local function or member body around the operation.</summary>
    internal static IOperation Function(this IOperation operation)
    {
        IOperation current = operation;
        while (current.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = parent;
        }

        return current.Parent ?? current;
    }

    /// <summary>Whether <c>await</c> may stand where the operation stands.</summary>
    internal static bool IsInAsyncFunction(this IOperation operation, ISymbol containing) => operation.Function() switch
    {
        IAnonymousFunctionOperation { Symbol.IsAsync: var isAsync } => isAsync,
        ILocalFunctionOperation { Symbol.IsAsync: var isAsync } => isAsync,
        _ => containing is IMethodSymbol { IsAsync: true },
    };

    /// <summary>The symbol behind a reference to a local or parameter.</summary>
    internal static ISymbol? Variable(this IOperation operation) => operation.Unwrap() switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>The operation without what stands in lambdas and local functions inside it.</summary>
    internal static IEnumerable<IOperation> OwnOperations(this IOperation root)
    {
        var pending = new Stack<IOperation>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            IOperation current = pending.Pop();
            yield return current;
            foreach (IOperation child in current.ChildOperations)
            {
                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }
    }

    internal static IEnumerable<IOperation> SelfAndDescendants(this IOperation root)
    {
        var pending = new Stack<IOperation>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            IOperation current = pending.Pop();
            yield return current;
            foreach (IOperation child in current.ChildOperations)
            {
                pending.Push(child);
            }
        }
    }

    internal static bool Contains(this IOperation outer, IOperation inner) => outer.Syntax.SyntaxTree == inner.Syntax.SyntaxTree && outer.Syntax.Span.Contains(inner.Syntax.Span);

    /// <summary>Name and receiver of a remote call, as its author wrote them.</summary>
    internal static string Describe(this IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        ITypeSymbol? receiver = method.ContainingType is { IsExtension: true, ExtensionParameter: { } parameter } ? parameter.Type : call.Instance?.Type ?? method.ContainingType;
        return receiver is null ? method.Name : receiver.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "." + method.Name;
    }
}
