using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.Tasks;

/// <summary>RN2018: remote code starts a process or thread. Silent where the same function waits for its end.</summary>
internal static class ProcessRule
{
    internal static void Analyze(OperationAnalysisContext context, RaySymbols symbols)
    {
        if (Started(context.Operation) is { } started && RemoteCode.Contains(context.ContainingSymbol, symbols) && !IsAwaited(context.Operation))
        {
            string remedy = started == "a process" ? "wait for its exit, and kill it when the call is cancelled" : "await a task in place of it, or submit a remote call";
            context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.ProcessOrThread, context.Operation.Syntax.GetLocation(), context.ContainingSymbol.Name, started, remedy));
        }
    }

    private static string? Started(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "Start", ContainingType: { Name: "Process", ContainingNamespace.Name: "Diagnostics" } } } => "a process",
        IObjectCreationOperation { Type: { Name: "Thread", ContainingNamespace.Name: "Threading" } } => "a thread",
        IInvocationOperation { TargetMethod: { Name: "QueueUserWorkItem" or "UnsafeQueueUserWorkItem", ContainingType.Name: "ThreadPool" } } => "work on the thread pool",
        _ => null,
    };

    private static bool IsAwaited(IOperation operation)
    {
        foreach (IOperation other in operation.Function().SelfAndDescendants())
        {
            if (other is IInvocationOperation { TargetMethod: { Name: "WaitForExit" or "WaitForExitAsync" or "Join", ContainingType.Name: "Process" or "Thread" } })
            {
                return true;
            }
        }

        return false;
    }
}
