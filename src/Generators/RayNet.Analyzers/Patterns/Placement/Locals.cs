using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Patterns.Placement;

/// <summary>Where the value of a local comes from.</summary>
internal static class Locals
{
    /// <summary>The operation itself; for a local that gets its value where it is declared and nowhere else, that value; else <see langword="null"/>.</summary>
    internal static IOperation? Origin(IOperation operation)
    {
        IOperation value = operation.Unwrap();
        if (value is not ILocalReferenceOperation { Local: var local })
        {
            return value;
        }

        IOperation? initializer = null;
        foreach (IOperation inner in Root(value).SelfAndDescendants())
        {
            switch (inner)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    initializer = declarator.GetVariableInitializer()?.Value;
                    break;
                case IAssignmentOperation assignment when Is(assignment.Target, local):
                case IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } argument when Is(argument.Value, local):
                    return null;
            }
        }

        return initializer?.Unwrap();
    }

    private static bool Is(IOperation target, ILocalSymbol local) =>
        target is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);

    private static IOperation Root(IOperation operation)
    {
        IOperation current = operation;
        while (current.Parent is { } parent)
        {
            current = parent;
        }

        return current;
    }
}
