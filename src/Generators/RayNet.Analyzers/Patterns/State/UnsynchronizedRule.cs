using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns.Actors;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>
/// RN2008: an actor that runs several calls at once changes state by reading and writing, or changes a collection that is not made for
/// it. Silent where a lock is taken before, and for a plain replacement of a value.
/// </summary>
internal static class UnsynchronizedRule
{
    internal static void Check(ActorState actor, RaySymbols symbols, Action<Diagnostic> report)
    {
        if (!ActorFacts.IsConcurrent(actor.Type, symbols.Known))
        {
            return;
        }

        foreach (StateUse change in actor.Changes)
        {
            if (IsUnsafe(change) && !IsGuarded(change.Operation) && MayOverlap(actor, change, symbols))
            {
                report(Diagnostic.Create(PatternDescriptors.UnsynchronizedState, change.Operation.Syntax.GetLocation(), change.State.Name, actor.Type.Name));
            }
        }
    }

    private static bool IsUnsafe(StateUse change) => change.Operation switch
    {
        ICoalesceAssignmentOperation => false,
        ICompoundAssignmentOperation or IIncrementOrDecrementOperation => true,
        IInvocationOperation => true,
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } } => Mutation.IsCollection(collection.Unwrap().Type),
        ISimpleAssignmentOperation assignment when !change.IsContent => assignment.Value.SelfAndDescendants().Any(part =>
            part is IMemberReferenceOperation member && SymbolEqualityComparer.Default.Equals(member.Member, change.State)),
        _ => false,
    };

    private static bool MayOverlap(ActorState actor, StateUse change, RaySymbols symbols)
    {
        if (!ActorFacts.IsRemote(change.Method, actor.Type, symbols.Known))
        {
            return ActorFacts.Limit(actor.Type, null, symbols.Known) != 1;
        }

        return actor.Users(change.State).Any(user => ActorFacts.IsRemote(user, actor.Type, symbols.Known) && ActorFacts.CanOverlap(actor.Type, change.Method, user, symbols.Known));
    }

    private static bool IsGuarded(IOperation operation)
    {
        IOperation function = operation.Function();
        for (IOperation? current = operation; current is not null && current != function; current = current.Parent)
        {
            if (current is ILockOperation)
            {
                return true;
            }
        }

        foreach (IOperation other in function.SelfAndDescendants())
        {
            if (other.Syntax.SpanStart < operation.Syntax.SpanStart && other is IInvocationOperation { TargetMethod: var method }
                && method.Name is "Enter" or "TryEnter" or "EnterScope" or "EnterWriteLock" or "Wait" or "WaitAsync" or "WaitOne" or "LockAsync" or "AcquireAsync")
            {
                return true;
            }
        }

        return false;
    }
}
