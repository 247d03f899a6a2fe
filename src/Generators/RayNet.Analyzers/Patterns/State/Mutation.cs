using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.State;

/// <summary>Recognises what changes a value in place.</summary>
internal static class Mutation
{
    internal static readonly ImmutableArray<OperationKind> Kinds =
    [
        OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.Increment, OperationKind.Decrement, OperationKind.Invocation,
    ];

    private static readonly HashSet<string> Mutators = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "Append", "AppendLine", "Clear", "Dequeue", "Enqueue", "ExceptWith", "Insert", "InsertRange", "IntersectWith",
        "Pop", "Push", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "RemoveRange", "RemoveWhere", "Replace", "Reverse", "Sort", "TryAdd",
        "TryDequeue", "TryPop", "UnionWith",
    };

    /// <summary>What the operation changes: a variable or member to which it assigns, or the owner of what it changes; <see langword="null"/> for other operations.</summary>
    internal static IOperation? Target(IOperation operation) => operation switch
    {
        IAssignmentOperation { Target: var target } => target,
        IIncrementOrDecrementOperation { Target: var target } => target,
        IInvocationOperation { Instance: { } instance, TargetMethod: var method } when Mutators.Contains(method.Name) && IsCollection(instance.Unwrap().Type) => instance.Unwrap(),
        IInvocationOperation { TargetMethod: { Name: "Sort" or "Reverse" or "Fill" or "Clear", IsStatic: true, ContainingType.Name: "Array" } } call => call.Argument(0)?.Unwrap(),
        _ => null,
    };

    /// <summary>Whether the content of the target changes, not which object it is.</summary>
    internal static bool IsOfContent(IOperation operation) => operation is IInvocationOperation;

    /// <summary>What a chain of members and elements starts from.</summary>
    internal static IOperation Root(IOperation target)
    {
        IOperation current = target.Unwrap();
        while (true)
        {
            IOperation? owner = current switch
            {
                IMemberReferenceOperation { Instance: not null and not IInstanceReferenceOperation } member => member.Instance,
                IArrayElementReferenceOperation element => element.ArrayReference,
                _ => null,
            };
            if (owner is null)
            {
                return current;
            }

            current = owner.Unwrap();
        }
    }

    /// <summary>A collection of the platform that is changed in place and has no lock of its own.</summary>
    internal static bool IsCollection(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol)
        {
            return true;
        }

        return type is INamedTypeSymbol { ContainingNamespace: { } space } named
            && ((named.Name == "StringBuilder" && space.Name == "Text")
                || (space is { Name: "Generic" or "ObjectModel", ContainingNamespace.Name: "Collections" } && !named.Name.StartsWith("IReadOnly", StringComparison.Ordinal) && !named.Name.StartsWith("IEnumer", StringComparison.Ordinal)));
    }

    /// <summary>A collection, or a class of the user's that has something to set.</summary>
    internal static bool IsMutable(ITypeSymbol? type, RaySymbols symbols) => IsCollection(type)
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } named
            && named.IsInSource()
            && !named.HasAttribute(symbols.Known.ImmutableAttribute)
            && named.GetMembers().Any(static member => member is IPropertySymbol { IsStatic: false, SetMethod.IsInitOnly: false } or IFieldSymbol { IsStatic: false, IsReadOnly: false, IsImplicitlyDeclared: false }));
}
