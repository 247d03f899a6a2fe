using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using RayNet.Analyzers.Patterns.State;
using RayNet.Roslyn.Parsing;

namespace RayNet.Analyzers.Patterns.Tasks;

/// <summary>
/// RN2017: a remote method changes an argument in place as if the caller saw it. Silent when the method passes the argument on, keeps
/// or returns it, or reads what it has changed.
/// </summary>
internal static class LostMutationRule
{
    private const string Elements = "[]";

    internal static void Analyze(OperationBlockAnalysisContext context, RaySymbols symbols)
    {
        if (context.OwningSymbol is not IMethodSymbol { Parameters.IsEmpty: false } method || !RemoteCode.IsRemoteMethod(method, symbols))
        {
            return;
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Mutation.IsMutable(parameter.Type, symbols) && !parameter.HasAttribute(symbols.Known.FromServicesAttribute)
                && FindLost(context, parameter, method) is { } lost)
            {
                context.ReportDiagnostic(Diagnostic.Create(PatternDescriptors.LostMutation, lost.Syntax.GetLocation(), method.Name, parameter.Name));
            }
        }
    }

    /// <summary>The first change, if nothing else happens to the parameter.</summary>
    private static IOperation? FindLost(OperationBlockAnalysisContext context, IParameterSymbol parameter, IMethodSymbol method)
    {
        IOperation? first = null;
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (IOperation block in context.OperationBlocks)
        {
            foreach (IOperation operation in block.SelfAndDescendants())
            {
                if (operation is not IParameterReferenceOperation use || !SymbolEqualityComparer.Default.Equals(use.Parameter, parameter))
                {
                    continue;
                }

                if (Change(use) is { } change)
                {
                    first = first is null || change.Syntax.SpanStart < first.Syntax.SpanStart ? change : first;
                    changed.Add(Member(use));
                }
                else if (!IsHarmless(use, method))
                {
                    return null;
                }
                else if (Member(use) != Elements)
                {
                    read.Add(Member(use));
                }
            }
        }

        return read.Overlaps(changed) ? null : first;
    }

    /// <summary>The operation that changes what the use refers to.</summary>
    private static IOperation? Change(IOperation use)
    {
        IOperation? current = use;
        while (current is not null and not IExpressionStatementOperation and not IBlockOperation)
        {
            if (Mutation.Target(current) is { } target && Mutation.Root(target) == use && target.Unwrap() != use)
            {
                return IsStatement(current) ? current : null;
            }

            if (current is IInvocationOperation call && Mutation.Target(call) == use)
            {
                return IsStatement(current) ? current : null;
            }

            current = current.Parent;
        }

        return null;
    }

    /// <summary>A change whose own value is used, such as that of <c>Pop</c>, is no lost one.</summary>
    private static bool IsStatement(IOperation change) => change.User() is IExpressionStatementOperation or IForLoopOperation;

    private static string Member(IOperation use) => use.User() is IMemberReferenceOperation { Member: { } member } and not IPropertyReferenceOperation { Property.IsIndexer: true } ? member.Name : Elements;

    /// <summary>Reads of members; elements only where they feed a change of the same parameter.</summary>
    private static bool IsHarmless(IParameterReferenceOperation use, IMethodSymbol method)
    {
        switch (use.User())
        {
            case IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Length" } }:
                return true;
            case IPropertyReferenceOperation { Property: { IsIndexer: false, Name: "Count" } }:
                return method.ReturnsVoid;
            case IPropertyReferenceOperation { Property.IsIndexer: true } or IArrayElementReferenceOperation:
                return FeedsChange(use);
            case IPropertyReferenceOperation or IFieldReferenceOperation:
                return true;
            default:
                return false;
        }
    }

    private static bool FeedsChange(IParameterReferenceOperation use)
    {
        for (IOperation? parent = use.Parent; parent is not null and not IBlockOperation; parent = parent.Parent)
        {
            if (parent is IAssignmentOperation { Target: var target }
                && Mutation.Root(target) is IParameterReferenceOperation root
                && SymbolEqualityComparer.Default.Equals(root.Parameter, use.Parameter))
            {
                return true;
            }
        }

        return false;
    }
}
