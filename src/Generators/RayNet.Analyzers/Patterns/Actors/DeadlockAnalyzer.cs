using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Actors;

/// <summary>RN2005: a method of a serial actor waits for a call that only runs when the method has ended.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DeadlockAnalyzer() : RayAnalyzer(PatternDescriptors.ActorDeadlock)
{
    private protected override void Register(CompilationStartAnalysisContext start, RaySymbols symbols)
    {
        var graph = new WaitGraph(symbols);
        start.RegisterOperationAction(operation => AddCall(operation, symbols, graph), OperationKind.Invocation);
        start.RegisterOperationAction(operation => AddAssignment((ISimpleAssignmentOperation)operation.Operation, symbols, graph), OperationKind.SimpleAssignment);
        start.RegisterOperationAction(operation => AddInitializer((IFieldInitializerOperation)operation.Operation, symbols, graph), OperationKind.FieldInitializer);
        start.RegisterCompilationEndAction(end => graph.Report(end.ReportDiagnostic));
    }

    private static void AddCall(OperationAnalysisContext context, RaySymbols symbols, WaitGraph graph)
    {
        var call = (IInvocationOperation)context.Operation;
        if (symbols.IsCreation(call))
        {
            if (symbols.ActorOf(call.Type) is { } created && call.Syntax.ToString().Contains("MaxConcurrency"))
            {
                graph.AddLimit(created);
            }

            return;
        }

        if (context.ContainingSymbol is not IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary } caller || !symbols.IsActorClass(caller.ContainingType))
        {
            return;
        }

        if (call.Instance is IInstanceReferenceOperation && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, caller.ContainingType))
        {
            graph.AddCall(caller, call.TargetMethod);
        }
        else if (symbols.IsActorCall(call) && call.Instance is { } handle && IsWaitedFor(call, symbols)
            && symbols.ActorOf(handle.Type) is { } actor && Target(actor, call.TargetMethod.Name, symbols) is { } method)
        {
            graph.AddWait(caller, new WaitEdge(actor, method, Origin(handle, symbols), (handle.Unwrap() as IFieldReferenceOperation)?.Field, call.Syntax.GetLocation()));
        }
    }

    private static void AddAssignment(ISimpleAssignmentOperation assignment, RaySymbols symbols, WaitGraph graph)
    {
        if (assignment.Target is IFieldReferenceOperation { Field: var field } && symbols.IsHandle(field.Type))
        {
            graph.AddAssignment(field, Origin(assignment.Value, symbols) == HandleOrigin.Created);
        }
    }

    private static void AddInitializer(IFieldInitializerOperation initializer, RaySymbols symbols, WaitGraph graph)
    {
        foreach (IFieldSymbol field in initializer.InitializedFields)
        {
            if (symbols.IsHandle(field.Type))
            {
                graph.AddAssignment(field, Origin(initializer.Value, symbols) == HandleOrigin.Created);
            }
        }
    }

    /// <summary>Awaited where it is called, or through the variable that holds it.</summary>
    private static bool IsWaitedFor(IInvocationOperation call, RaySymbols symbols)
    {
        IOperation function = call.Function();
        if (function is IAnonymousFunctionOperation)
        {
            return false;
        }

        ILocalSymbol? local = call.User() is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;
        foreach (IOperation operation in function.OwnOperations())
        {
            if (symbols.Awaited(operation) is { } reference
                && (reference == call || (local is not null && SymbolEqualityComparer.Default.Equals(reference.Variable(), local))))
            {
                return true;
            }
        }

        return false;
    }

    private static IMethodSymbol? Target(INamedTypeSymbol actor, string name, RaySymbols symbols)
    {
        IMethodSymbol[] found = [.. ActorMethodSearch.Find(actor, symbols.Known).Where(method => method.Name == name)];
        return found.Length == 1 ? found[0] : null;
    }

    private static HandleOrigin Origin(IOperation handle, RaySymbols symbols)
    {
        IOperation value = handle.Unwrap();
        if (value is ILocalReferenceOperation { Local: var local })
        {
            foreach (IOperation operation in value.Function().OwnOperations())
            {
                if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local)
                    && declarator.GetVariableInitializer() is { } initializer)
                {
                    value = initializer.Value.Unwrap();
                }
            }
        }

        return value switch
        {
            IInvocationOperation { TargetMethod.Name: "Self" } call when call.TargetMethod.ContainingType.Is(symbols.Known.RayContext) => HandleOrigin.Self,
            IInvocationOperation call when symbols.IsCreation(call) => HandleOrigin.Created,
            _ => HandleOrigin.Given,
        };
    }
}
