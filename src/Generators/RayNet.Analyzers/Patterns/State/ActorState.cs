using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>What the methods of one actor class do with its state; filled while its members are analysed.</summary>
internal sealed class ActorState(INamedTypeSymbol type)
{
    private readonly object _gate = new();
    private readonly List<StateUse> _changes = [];
    private readonly List<StateUse> _returns = [];
    private readonly Dictionary<ISymbol, HashSet<IMethodSymbol>> _users = new(SymbolEqualityComparer.Default);

    internal INamedTypeSymbol Type => type;

    internal IReadOnlyList<StateUse> Changes => _changes;

    internal IReadOnlyList<StateUse> Returns => _returns;

    internal IEnumerable<IMethodSymbol> Users(ISymbol state) => _users.TryGetValue(state, out HashSet<IMethodSymbol>? users) ? users : [];

    internal void AddChange(OperationAnalysisContext context)
    {
        if (Method(context.ContainingSymbol) is { } method
            && Mutation.Target(context.Operation) is { } target
            && Find(Mutation.Root(target)) is { } state)
        {
            bool isContent = Mutation.IsOfContent(context.Operation) || Mutation.Root(target) != target.Unwrap();
            lock (_gate)
            {
                _changes.Add(new StateUse(state, method, context.Operation, isContent));
            }
        }
    }

    internal void AddReturn(OperationAnalysisContext context)
    {
        if (Method(context.ContainingSymbol) is { } method
            && context.Operation is IReturnOperation { ReturnedValue: { } value }
            && context.Operation.Function() is not (IAnonymousFunctionOperation or ILocalFunctionOperation)
            && Find(Returned(value)) is { } state)
        {
            lock (_gate)
            {
                _returns.Add(new StateUse(state, method, Returned(value), isContent: false));
            }
        }
    }

    internal void AddUse(OperationAnalysisContext context)
    {
        if (Method(context.ContainingSymbol) is { } method && Find(context.Operation) is { } state)
        {
            lock (_gate)
            {
                if (!_users.TryGetValue(state, out HashSet<IMethodSymbol>? users))
                {
                    _users.Add(state, users = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default));
                }

                users.Add(method);
            }
        }
    }

    private static IOperation Returned(IOperation value) => value.Unwrap() switch
    {
        IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" } } call when call.Argument(0) is { } argument => argument.Unwrap(),
        IObjectCreationOperation { Type.Name: "ValueTask", Arguments: { Length: 1 } arguments } => arguments[0].Value.Unwrap(),
        var other => other,
    };

    private IMethodSymbol? Method(ISymbol symbol) =>
        symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method && SymbolEqualityComparer.Default.Equals(method.ContainingType, type) ? method : null;

    private ISymbol? Find(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false } field, Instance: IInstanceReferenceOperation } when IsOwn(field) => field,
        IPropertyReferenceOperation { Property: { IsStatic: false, IsIndexer: false } property, Instance: IInstanceReferenceOperation } when IsOwn(property) => property,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter } when IsOwn(constructor) => parameter,
        _ => null,
    };

    private bool IsOwn(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
}
