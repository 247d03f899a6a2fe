using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.Loops;

/// <summary>
/// Whether a call of one iteration may need the result of the iteration before. What a result flows into is followed through the
/// variables of the loop; what cannot be followed counts as needed.
/// </summary>
internal sealed class Dependence
{
    private readonly ILoopOperation _loop;
    private readonly IOperation _source;
    private readonly HashSet<ISymbol> _tainted = new(SymbolEqualityComparer.Default);
    private bool _stateIsTainted;

    private Dependence(ILoopOperation loop, IOperation source)
    {
        _loop = loop;
        _source = source;
    }

    /// <param name="loop">The loop.</param>
    /// <param name="source">Where the result becomes known.</param>
    /// <param name="call">The call that produces it.</param>
    internal static bool Exists(ILoopOperation loop, IOperation source, IInvocationOperation call)
    {
        var flow = new Dependence(loop, source);
        flow.Spread();
        return flow.Reaches(call);
    }

    private void Spread()
    {
        int known;
        do
        {
            known = _tainted.Count;
            foreach (IOperation operation in _loop.Body.OwnOperations())
            {
                Follow(operation);
            }
        }
        while (_tainted.Count != known);
    }

    private void Follow(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation { Target: var target, Value: var value } when IsTainted(value):
                Taint(target);
                break;
            case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer && IsTainted(initializer.Value):
                _tainted.Add(declarator.Symbol);
                break;
            case IForEachLoopOperation inner when IsTainted(inner.Collection):
                foreach (ILocalSymbol local in inner.Locals)
                {
                    _tainted.Add(local);
                }

                break;
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsTainted(value):
                foreach (IOperation part in pattern.SelfAndDescendants())
                {
                    if (part is IDeclarationPatternOperation { DeclaredSymbol: { } declared })
                    {
                        _tainted.Add(declared);
                    }
                }

                break;
            case IInvocationOperation call when call.Arguments.Any(argument => IsTainted(argument.Value)):
                FollowCall(call);
                break;
            default:
                break;
        }
    }

    private void FollowCall(IInvocationOperation call)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out })
            {
                Taint(argument.Value);
            }
        }

        if (call.Instance is { } instance && Root(instance) is { } root)
        {
            _tainted.Add(root);
        }
        else if (!KeepsNothing(call.TargetMethod))
        {
            _stateIsTainted = true;
        }
    }

    private void Taint(IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (IOperation element in tuple.Elements)
                {
                    Taint(element);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                Taint(declaration.Expression);
                break;
            case IDiscardOperation:
                break;
            default:
                if (Root(target) is { } root)
                {
                    _tainted.Add(root);
                }
                else
                {
                    _stateIsTainted = true;
                }

                break;
        }
    }

    /// <summary>Platform methods that print, compute and check; they do not feed later calls.</summary>
    private static bool KeepsNothing(IMethodSymbol method) => method.ContainingType is { } type
        && (type.Name is "Console" or "Math" or "MathF" or "String" or "Convert" or "Enumerable" or "Trace" or "Debug" or "Assert" or "Task" or "Ray"
            || type.Name.EndsWith("LoggerExtensions", StringComparison.Ordinal)
            || type.Name == "File"
            || type.SpecialType != SpecialType.None);

    private bool Reaches(IInvocationOperation call)
    {
        var inputs = new List<IOperation> { call };
        if (Loops.Condition(_loop) is { } condition)
        {
            inputs.Add(condition);
        }

        for (IOperation? parent = call.Parent; parent is not null && parent != _loop.Body; parent = parent.Parent)
        {
            switch (parent)
            {
                case IConditionalOperation choice:
                    inputs.Add(choice.Condition);
                    break;
                case ISwitchOperation choice:
                    inputs.Add(choice.Value);
                    break;
                case ICatchClauseOperation:
                    return true;
                default:
                    break;
            }
        }

        return ReachesAny(inputs);
    }

    private bool ReachesAny(List<IOperation> inputs)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (int i = 0; i < inputs.Count; i++)
        {
            foreach (IOperation operation in inputs[i].SelfAndDescendants())
            {
                if (operation.Variable() is { } variable && operation is ILocalReferenceOperation or IParameterReferenceOperation)
                {
                    if (!Loops.Declares(_loop, variable!))
                    {
                        if (_tainted.Contains(variable!))
                        {
                            return true;
                        }
                    }
                    else if (seen.Add(variable!))
                    {
                        inputs.AddRange(Definitions(variable!));
                    }
                }
                else if (_stateIsTainted && ReadsState(operation, inputs[0]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool ReadsState(IOperation operation, IOperation call) => operation switch
    {
        IInvocationOperation => operation != call,
        IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: false } } => true,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } => true,
        _ => false,
    };

    private IEnumerable<IOperation> Definitions(ISymbol variable)
    {
        foreach (IOperation operation in _loop.Body.OwnOperations())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, variable) && declarator.GetVariableInitializer() is { } initializer:
                    yield return initializer.Value;
                    break;
                case IAssignmentOperation { Target: var target, Value: var value } when Same(target.Variable(), variable):
                    yield return value;
                    break;
                default:
                    break;
            }
        }
    }

    private bool IsTainted(IOperation operation)
    {
        foreach (IOperation part in operation.SelfAndDescendants())
        {
            if (part == _source || (part is ILocalReferenceOperation or IParameterReferenceOperation && _tainted.Contains(part.Variable()!)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The variable that holds what a member or element is part of.</summary>
    private static ISymbol? Root(IOperation operation)
    {
        IOperation? current = operation.Unwrap();
        while (current is not null)
        {
            if (current.Variable() is { } variable)
            {
                return variable;
            }

            current = current switch
            {
                IMemberReferenceOperation member => member.Instance?.Unwrap(),
                IArrayElementReferenceOperation element => element.ArrayReference.Unwrap(),
                _ => null,
            };
        }

        return null;
    }

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
