using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Options;

internal static class RetryOnRule
{
    internal static void Check(OperationAnalysisContext context, IOperation value, IPropertySymbol property, OptionSymbols symbols)
    {
        foreach (IOperation descendant in value.DescendantsAndSelf())
        {
            if (descendant is ITypeOfOperation { TypeOperand: { TypeKind: not TypeKind.Error } type } && !symbols.IsException(type))
            {
                OptionReport.Report(
                    context,
                    descendant,
                    property,
                    "typeof(" + type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + ")",
                    "types that derive from Exception");
            }
        }
    }
}
