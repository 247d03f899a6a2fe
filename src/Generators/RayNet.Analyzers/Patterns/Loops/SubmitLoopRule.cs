using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns.Waits;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>
/// RN2002: the loop that submits a call also waits for it, so no two calls run at once. Silent where an iteration may need what the
/// one before it returned, where RN2003 has the better advice, where the loop has other exits or waits on purpose, and where all calls go to the same actor, which
/// would run them one by one anyway.
/// </summary>
internal static class SubmitLoopRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        IOperation wait = context.Operation;
        if (symbols.Awaited(wait) is not { } reference
            || Loops.Around(wait) is not { } loop
            || FindCall(reference, loop, symbols) is not { } call
            || Loops.Around(call) != loop
            || !MayOverlap(loop, wait, call, symbols)
            || IsRepeated(loop, wait, symbols))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.WaitInSubmitLoop, wait.Syntax.GetLocation(), call.Describe()));
    }

    /// <summary>The call itself, or the one whose reference a variable of the loop holds.</summary>
    internal static IInvocationOperation? FindCall(IOperation reference, ILoopOperation loop, RaySymbols symbols)
    {
        IOperation source = reference;
        if (reference is ILocalReferenceOperation { Local: var local } && Loops.Declares(loop, local))
        {
            foreach (IOperation operation in loop.Body.OwnOperations())
            {
                if (operation is IVariableDeclaratorOperation declarator
                    && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
                    && declarator.GetVariableInitializer() is { } initializer)
                {
                    source = initializer.Value.Unwrap();
                }
            }
        }

        return source is IInvocationOperation call && symbols.IsRemoteCall(call) ? call : null;
    }

    private static bool MayOverlap(ILoopOperation loop, IOperation wait, IInvocationOperation call, RaySymbols symbols) =>
        loop is not IForEachLoopOperation { IsAsynchronous: true }
        && !Loops.IsEndless(loop)
        && !Loops.HasExit(loop)
        && !Paces(loop)
        && !(symbols.IsActorCall(call) && !(call.Instance is { } handle && Varies(handle, loop)))
        && Varies(call, loop)
        && !PassOnRule.IsOnlyPassedOn(wait, symbols)
        && !Dependence.Exists(loop, wait, call);

    /// <summary>One report for each loop: the first wait.</summary>
    private static bool IsRepeated(ILoopOperation loop, IOperation wait, RaySymbols symbols)
    {
        foreach (IOperation other in loop.Body.OwnOperations())
        {
            if (other.Syntax.SpanStart < wait.Syntax.SpanStart
                && symbols.Awaited(other) is { } reference
                && Loops.Around(other) == loop
                && !other.Contains(wait)
                && FindCall(reference, loop, symbols) is { } call
                && MayOverlap(loop, other, call, symbols))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Varies(IOperation operation, ILoopOperation loop)
    {
        foreach (IOperation part in operation.SelfAndDescendants())
        {
            if (part is ILocalReferenceOperation or IParameterReferenceOperation && part.Variable() is { } variable
                && (Loops.Declares(loop, variable) || IsAssigned(variable, loop)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAssigned(ISymbol variable, ILoopOperation loop)
    {
        foreach (IOperation operation in loop.SelfAndDescendants())
        {
            IOperation? target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                _ => null,
            };
            if (target is not null && SymbolEqualityComparer.Default.Equals(target.Variable(), variable))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the loop waits for time, a timer or a limit, so that one call after the other is meant.</summary>
    private static bool Paces(ILoopOperation loop)
    {
        foreach (IOperation operation in loop.SelfAndDescendants())
        {
            if (operation is IInvocationOperation { TargetMethod: { Name: "Delay" or "Sleep" or "WaitForNextTickAsync" or "WaitAsync" or "AcquireAsync" or "Wait" } })
            {
                return true;
            }
        }

        return false;
    }
}
