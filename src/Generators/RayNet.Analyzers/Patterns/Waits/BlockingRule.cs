using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Waits;

/// <summary>
/// RN2004: a thread is held for a result that could be awaited: for a remote call in any async function and in an actor, for any
/// task in a method of an actor. Silent when the task has been awaited before.
/// </summary>
internal static class BlockingRule
{
    internal static void AnalyzeCall(OperationAnalysisContext context, RaySymbols symbols)
    {
        var call = (IInvocationOperation)context.Operation;
        IMethodSymbol method = call.TargetMethod;
        if (symbols.IsRay(method, "Get"))
        {
            Check(context, symbols, call, "Ray.Get", isRemote: true, task: null);
        }
        else if (method.Name == "Wait" && call.Instance is { } task && IsTask(task.Type, symbols))
        {
            Check(context, symbols, call, "Wait", IsOfReference(task, symbols), task);
        }
        else if (method.Name == "GetResult" && call.Arguments.IsEmpty && Awaiter(call) is { } awaited && (IsTask(awaited.Type, symbols) || symbols.IsReference(awaited.Type)))
        {
            Check(context, symbols, call, "GetAwaiter().GetResult", symbols.IsReference(awaited.Type) || IsOfReference(awaited, symbols), awaited);
        }
    }

    internal static void AnalyzeProperty(OperationAnalysisContext context, RaySymbols symbols)
    {
        var property = (IPropertyReferenceOperation)context.Operation;
        if (property is { Property.Name: "Result", Instance: { } task } && IsTask(task.Type, symbols))
        {
            Check(context, symbols, property, "Result", IsOfReference(task, symbols), task);
        }
    }

    private static void Check(OperationAnalysisContext context, RaySymbols symbols, IOperation wait, string what, bool isRemote, IOperation? task)
    {
        bool isAsync = wait.IsInAsyncFunction(context.ContainingSymbol) && !IsInLock(wait);
        bool isActor = IsActorMethod(context.ContainingSymbol, symbols) && wait.Function() is not (IAnonymousFunctionOperation or ILocalFunctionOperation);
        if (!(isActor || (isAsync && isRemote)) || (task is not null && HasEnded(task, wait)))
        {
            return;
        }

        string harm = isActor ? "the actor, which can do nothing else meanwhile" : "a thread in an async method";
        string remedy = isAsync ? "await it" : "make the method async and await it";
        context.ReportDiagnostic(Diagnostic.Create(
            PatternDescriptors.BlockingWait,
            wait.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixProperties.CanAwait, isAsync ? "true" : null),
            what,
            harm,
            remedy));
    }

    private static bool IsTask(ITypeSymbol? type, RaySymbols symbols) => type is not null
        && (type.Is(symbols.Known.Task) || type.IsConstructedFrom(symbols.Known.TaskOfT) || type.IsConstructedFrom(symbols.Known.ValueTaskOfT) || type.Is(symbols.Known.ValueTask));

    private static bool IsActorMethod(ISymbol symbol, RaySymbols symbols) =>
        symbol is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary, ContainingType: { } type } && symbols.IsActorClass(type);

    /// <summary><c>r.AsTask()</c>, <c>Ray.WhenAll(...)</c> and the like.</summary>
    private static bool IsOfReference(IOperation task, RaySymbols symbols) => task.Unwrap() is IInvocationOperation call
        && ((call.Instance is { } instance && symbols.IsReference(instance.Type)) || call.TargetMethod.ContainingType.Is(symbols.Known.Ray));

    private static IOperation? Awaiter(IInvocationOperation getResult) =>
        getResult.Instance?.Unwrap() is IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } awaited } ? WithoutConfigure(awaited.Unwrap()) : null;

    private static IOperation WithoutConfigure(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } ? task.Unwrap() : operation;

    /// <summary>Whether the task was awaited, or asked whether it has ended, earlier in the same function.</summary>
    private static bool HasEnded(IOperation task, IOperation wait)
    {
        if (task.Variable() is not { } variable)
        {
            return false;
        }

        foreach (IOperation operation in wait.Function().SelfAndDescendants())
        {
            if (operation.Syntax.SpanStart < wait.Syntax.SpanStart && SymbolEqualityComparer.Default.Equals(operation.Variable(), variable) && IsObserved(operation))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsObserved(IOperation use)
    {
        for (IOperation? parent = use.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IAwaitOperation or IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "Status" })
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInLock(IOperation operation)
    {
        IOperation function = operation.Function();
        for (IOperation? current = operation; current is not null && current != function; current = current.Parent)
        {
            if (current is ILockOperation)
            {
                return true;
            }
        }

        return false;
    }
}
