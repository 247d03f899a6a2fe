using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.References;

/// <summary>RN2012: an actor is created and its only handle dropped. Silent for detached actors, and where options may name the actor.</summary>
internal static class DiscardedHandleRule
{
    private const int Detached = 1;

    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        IOperation dropped = ((IExpressionStatementOperation)context.Operation).Operation.Unwrap();
        if (dropped is ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var value })
        {
            dropped = value.Unwrap();
        }

        if (dropped is IInvocationOperation call
            && symbols.IsCreation(call)
            && symbols.ActorOf(call.Type) is { } actor
            && actor.FindAttribute(symbols.Known.ActorAttribute)?.Get("Lifetime", 0) != Detached
            && !HasOptions(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.DiscardedHandle, call.Syntax.GetLocation(), actor.Name));
        }
    }

    private static bool HasOptions(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "ActorOptions" })
            {
                return true;
            }
        }

        return false;
    }
}
