using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Options;

/// <summary>Custom resources: their names must not be those of built-in ones, their quantities have the limit of all quantities.</summary>
internal static class ResourceRule
{
    internal static void CheckAll(OperationAnalysisContext context, IOperation value, IPropertySymbol property)
    {
        foreach (IOperation descendant in value.DescendantsAndSelf())
        {
            switch (descendant)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } keys } } assignment:
                    Check(context, keys[0].Value, assignment.Value, property);
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments: { Length: 2 } pair }:
                    Check(context, pair[0].Value, pair[1].Value, property);
                    break;
                default:
                    break;
            }
        }
    }

    internal static void Check(OperationAnalysisContext context, IOperation key, IOperation quantity, IPropertySymbol property)
    {
        if (Constants.TryRead(key, out object? name) && name is string text)
        {
            if (text.Trim().Length == 0)
            {
                OptionReport.Report(context, key, property, OptionLimits.Display(text), "the resource a name");
            }
            else if (OptionLimits.IsReservedResource(text))
            {
                OptionReport.Report(context, key, property, OptionLimits.Display(text), "built-in resources by their own option: NumCpus, NumGpus or Memory");
            }
        }

        if (Constants.TryRead(quantity, out object? amount) && amount is not null && !OptionLimits.Quantity.Accepts(amount))
        {
            OptionReport.Report(
                context,
                quantity,
                property,
                OptionLimits.Display(amount),
                OptionLimits.Quantity.Allowed,
                OptionLimits.Quantity.Nearest!(amount));
        }
    }
}
