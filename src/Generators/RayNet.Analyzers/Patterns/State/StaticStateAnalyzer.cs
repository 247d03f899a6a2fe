using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>
/// RN2006: remote code changes a static member, or reads one that the program changes elsewhere. A cache of each process is fine:
/// silent for <c>??=</c>, for a check before the assignment or the entry, and for types that are made for it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class StaticStateAnalyzer() : RayAnalyzer(PatternDescriptors.StaticState)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        INamedTypeSymbol? threadStatic = symbols.Platform("System.ThreadStaticAttribute");
        var reads = new ConcurrentBag<(ISymbol Member, Location At)>();
        var changed = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
        start.RegisterOperationAction(
            operation => AnalyzeChange(operation, symbols, threadStatic, changed),
            Mutation.Kinds.Add(OperationKind.Argument));
        start.RegisterOperationAction(
            operation => AddRead(operation, symbols, threadStatic, reads),
            OperationKind.FieldReference,
            OperationKind.PropertyReference);
        start.RegisterCompilationEndAction(end =>
        {
            foreach ((ISymbol member, Location at) in reads)
            {
                if (changed.ContainsKey(member))
                {
                    end.ReportDiagnostic(Create(at, "Remote code reads", member, "pass the value as an argument, or keep it in an actor"));
                }
            }
        });
    }

    private static void AnalyzeChange(OperationAnalysisContext context, RaySymbols symbols, INamedTypeSymbol? threadStatic, ConcurrentDictionary<ISymbol, bool> changed)
    {
        IOperation? target = context.Operation is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument
            ? argument.Value
            : Mutation.Target(context.Operation);
        if (target is null || Member(Mutation.Root(target), threadStatic) is not { } member)
        {
            return;
        }

        if (RemoteCode.Contains(context.ContainingSymbol, symbols))
        {
            if (!IsChecked(context.Operation, member))
            {
                context.ReportDiagnostic(Create(context.Operation.Syntax.GetLocation(), "Remote code changes", member, "keep what calls share in an actor"));
            }
        }
        else if (context.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.StaticConstructor } && Mutation.Root(target) == target.Unwrap() && !Mutation.IsOfContent(context.Operation))
        {
            changed.TryAdd(member, true);
        }
    }

    private static void AddRead(OperationAnalysisContext context, RaySymbols symbols, INamedTypeSymbol? threadStatic, ConcurrentBag<(ISymbol Member, Location At)> reads)
    {
        if (Member(context.Operation, threadStatic) is { } member
            && RemoteCode.Contains(context.ContainingSymbol, symbols)
            && !(context.Operation.Parent is IAssignmentOperation assignment && assignment.Target == context.Operation)
            && context.Operation.Parent is not IIncrementOrDecrementOperation
            && !IsChecked(context.Operation, member))
        {
            reads.Add((member, context.Operation.Syntax.GetLocation()));
        }
    }

    private static Diagnostic Create(Location at, string what, ISymbol member, string remedy) =>
        Diagnostic.Create(PatternDescriptors.StaticState, at, what, member.ContainingType.Name + "." + member.Name, remedy);

    /// <summary>A static field or property of this compilation that is neither of one thread nor made to be shared.</summary>
    private static ISymbol? Member(IOperation operation, INamedTypeSymbol? threadStatic) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } when field.IsInSource() && !field.HasAttribute(threadStatic) && !IsMadeForIt(field.Type) => field,
        IPropertyReferenceOperation { Property: { IsStatic: true } property } when property.IsInSource() && IsAutomatic(property) && !IsMadeForIt(property.Type) => property,
        _ => null,
    };

    private static bool IsAutomatic(IPropertySymbol property) =>
        property.ContainingType.GetMembers().Any(member => member is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property));

    private static bool IsMadeForIt(ITypeSymbol type) =>
        type.Name is "AsyncLocal" or "ThreadLocal" or "Lazy" or "ConditionalWeakTable" or "SemaphoreSlim" or "Lock" or "MemoryCache" || type.Name.StartsWith("Concurrent", StringComparison.Ordinal);

    /// <summary>Whether the function looks at the member before it fills it, as a cache does.</summary>
    private static bool IsChecked(IOperation change, ISymbol member)
    {
        foreach (IOperation operation in change.Function().SelfAndDescendants())
        {
            bool isCheck = operation switch
            {
                ICoalesceAssignmentOperation assignment => Is(assignment.Target, member),
                ICoalesceOperation coalesce => Is(coalesce.Value, member),
                IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => Is(comparison.LeftOperand, member) || Is(comparison.RightOperand, member),
                IIsPatternOperation pattern => Is(pattern.Value, member),
                IConditionalOperation { Condition: var condition } => Is(condition, member) || (condition is IUnaryOperation not && Is(not.Operand, member)),
                IInvocationOperation { TargetMethod.Name: "TryGetValue" or "ContainsKey" or "Contains" or "TryAdd" or "GetValueOrDefault" or "CompareExchange" } call =>
                    (call.Instance is { } instance && Is(instance, member)) || call.Arguments.Any(argument => Is(argument.Value, member)),
                _ => false,
            };
            if (isCheck)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(IOperation operation, ISymbol member) =>
        operation.Unwrap() is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member);
}
