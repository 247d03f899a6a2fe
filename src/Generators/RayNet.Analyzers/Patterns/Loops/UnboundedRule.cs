using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>
/// RN2015: a loop without an end submits calls and waits for nothing, or a loop over a stream drops what it submits. Silent where the
/// loop has an exit, awaits or sleeps, and where the actor refuses calls when too many wait.
/// </summary>
internal static class UnboundedRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        if (symbols.IsRemoteCall(call)
            && Loops.Around(call) is { } loop
            && (IsUnlimited(loop) || (loop is IForEachLoopOperation { IsAsynchronous: true } && IsDropped(call)))
            && !Loops.HasExit(loop)
            && !Waits(loop, symbols)
            && !RefusesCalls(call, symbols))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.UnboundedSubmission, call.Syntax.GetLocation(), call.Describe()));
        }
    }

    private static bool IsUnlimited(ILoopOperation loop) => Loops.IsEndless(loop)
        || (loop is IWhileLoopOperation { Condition: IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IPropertyReferenceOperation { Property.Name: "IsCancellationRequested" } } });

    private static bool IsDropped(IInvocationOperation call) => call.User() is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation };

    private static bool Waits(ILoopOperation loop, RaySymbols symbols)
    {
        foreach (IOperation operation in loop.Body.SelfAndDescendants())
        {
            if (operation is IAwaitOperation or IForEachLoopOperation { IsAsynchronous: true }
                || (operation is IInvocationOperation { TargetMethod: var method } && (method.Name is "Sleep" or "Wait" or "WaitOne" or "WaitAll" or "WaitAny" || symbols.IsRay(method, "Get"))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool RefusesCalls(IInvocationOperation call, RaySymbols symbols) =>
        call.Instance is { } handle && symbols.ActorOf(handle.Type)?.FindAttribute(symbols.Known.ActorAttribute)?.Get("MaxPendingCalls", -1) > 0;
}
