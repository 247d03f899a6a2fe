using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>
/// RN2010: a loop over references awaits each in turn and then does something that takes time. Silent where the loop only collects
/// or prints, because then its order is what it is for, and waiting in order costs nothing.
/// </summary>
internal static class SubmissionOrderRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        if (context.Operation is not IForEachLoopOperation { IsAsynchronous: false } loop
            || loop.Locals.Length != 1
            || !symbols.IsReference(loop.Locals[0].Type)
            || Loops.HasExit(loop)
            || !loop.IsInAsyncFunction(context.ContainingSymbol))
        {
            return;
        }

        IOperation? taken = null;
        bool works = false;
        foreach (IOperation operation in loop.Body.OwnOperations())
        {
            if (symbols.Awaited(operation) is { } reference && SymbolEqualityComparer.Default.Equals(reference.Variable(), loop.Locals[0]))
            {
                taken = operation;
            }
            else
            {
                works |= operation is IAwaitOperation || (operation is IInvocationOperation call && symbols.IsRemoteCall(call));
            }
        }

        if (taken is not null && works && !WritesOuterState(loop))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.SubmissionOrder, taken.Syntax.GetLocation()));
        }
    }

    /// <summary>What an iteration leaves for the next may depend on the order.</summary>
    private static bool WritesOuterState(ILoopOperation loop)
    {
        foreach (IOperation operation in loop.Body.OwnOperations())
        {
            IOperation? target = operation switch
            {
                ISimpleAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                ICompoundAssignmentOperation { OperatorKind: not BinaryOperatorKind.Add, Target: var other } => other,
                IInvocationOperation { TargetMethod.Name: "Add" or "Append" or "AppendLine" or "Enqueue" or "Push", Instance: { } instance } => instance,
                _ => null,
            };
            if (target is not null and not IDiscardOperation && !(target.Variable() is { } variable && Loops.Declares(loop, variable)))
            {
                return true;
            }
        }

        return false;
    }
}
