using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns.State;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>
/// RN2009: a collection that does not change in a loop is an argument of the calls in it. Silent where it is known to be small, where
/// the loop changes it or hands it to somebody, and for variables that the loop declares.
/// </summary>
internal static class LargeArgumentRule
{
    private const int SmallLiteral = 32;
    private const int SmallArray = 256;

    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!symbols.IsRemoteCall(call) || Repeated(call) is not { } repeated)
        {
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            IOperation value = argument.Value.Unwrap();
            if (argument.ArgumentKind == ArgumentKind.Explicit
                && IsBig(value.Type)
                && Symbol(value) is { } variable
                && IsInvariant(variable, repeated, symbols)
                && !IsSmall(variable, repeated)
                && IsFirst(value, variable, repeated))
            {
                context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.LargeArgument, argument.Value.Syntax.GetLocation(), variable.Name, call.Describe()));
            }
        }
    }

    /// <summary>The loop around the call, or the lambda that a method calls for each item.</summary>
    internal static IOperation? Repeated(IOperation call)
    {
        if (Loops.Around(call) is { } loop)
        {
            return loop;
        }

        return call.Function() is IAnonymousFunctionOperation lambda && IsPerItem(lambda) ? lambda : null;
    }

    private static bool IsPerItem(IAnonymousFunctionOperation lambda)
    {
        IOperation? parent = lambda.Parent;
        while (parent is IConversionOperation or IDelegateCreationOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent is IInvocationOperation { TargetMethod: { ContainingType.Name: var type, Name: var name } }
            && ((type is "Enumerable" or "ParallelEnumerable" or "AsyncEnumerable" && name is "Select" or "SelectMany") || name is "ForEach" or "ForEachAsync" or "ConvertAll");
    }

    private static bool IsBig(ITypeSymbol? type) => type is IArrayTypeSymbol
        || (type is INamedTypeSymbol { Arity: > 0, ContainingNamespace: { } space } named
            && (space is { Name: "Generic" or "Immutable" or "ObjectModel" or "Frozen", ContainingNamespace.Name: "Collections" } || named.Name is "Memory" or "ReadOnlyMemory"));

    private static ISymbol? Symbol(IOperation value) => value switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => parameter.Parameter,
        IFieldReferenceOperation { Field: { IsReadOnly: true } field, Instance: null or IInstanceReferenceOperation } => field,
        _ => null,
    };

    private static bool IsInvariant(ISymbol variable, IOperation repeated, RaySymbols symbols)
    {
        if (variable is ILocalSymbol or IParameterSymbol && variable.DeclaringSyntaxReferences.Any(reference => repeated.Syntax.Span.Contains(reference.Span)))
        {
            return false;
        }

        foreach (IOperation operation in repeated.SelfAndDescendants())
        {
            if (SymbolEqualityComparer.Default.Equals(Symbol(operation), variable) && !IsRead(operation, symbols))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the use leaves the collection as it is.</summary>
    private static bool IsRead(IOperation use, RaySymbols symbols) => use.User() switch
    {
        IArgumentOperation { Parent: IInvocationOperation call, Parameter.RefKind: RefKind.None } => symbols.IsEntryPoint(call.TargetMethod) || call.TargetMethod.ContainingType.Name is "Enumerable" or "Console",
        IPropertyReferenceOperation { Property: { IsIndexer: false } } => true,
        IPropertyReferenceOperation element => !IsTarget(element),
        IArrayElementReferenceOperation element => !IsTarget(element),
        IForEachLoopOperation => true,
        IInvocationOperation call => Mutation.Target(call) is null,
        _ => false,
    };

    private static bool IsTarget(IOperation element) => element.Parent is IAssignmentOperation or IIncrementOrDecrementOperation or IArgumentOperation { Parameter.RefKind: not RefKind.None };

    /// <summary>A variable that only ever holds a few elements, as its initializer shows.</summary>
    private static bool IsSmall(ISymbol variable, IOperation near)
    {
        if (variable is not ILocalSymbol)
        {
            return false;
        }

        IOperation root = near;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        foreach (IOperation operation in root.SelfAndDescendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable))
            {
                return declarator.GetVariableInitializer()?.Value.Unwrap() switch
                {
                    IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.Length <= SmallLiteral,
                    IArrayCreationOperation { DimensionSizes: { Length: 1 } sizes } => sizes[0].ConstantValue is { HasValue: true, Value: int size } && size <= SmallArray,
                    ICollectionExpressionOperation { Elements: var elements } => elements.Length <= SmallLiteral && !elements.Any(static element => element is ISpreadOperation),
                    _ => false,
                };
            }
        }

        return false;
    }

    private static bool IsFirst(IOperation value, ISymbol variable, IOperation repeated)
    {
        foreach (IOperation operation in repeated.SelfAndDescendants())
        {
            if (operation.Syntax.SpanStart < value.Syntax.SpanStart && operation.User() is IArgumentOperation { Parent: IInvocationOperation { Type.Name: "ObjectRef" } }
                && SymbolEqualityComparer.Default.Equals(Symbol(operation), variable))
            {
                return false;
            }
        }

        return true;
    }
}
