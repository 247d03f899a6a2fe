using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Options;

internal static class Constants
{
    /// <summary>Looks through conversions: the one from <c>-1</c> to <c>int?</c> is no constant, its operand is.</summary>
    internal static bool TryRead(IOperation operation, out object? value)
    {
        IOperation current = operation;
        while (!current.ConstantValue.HasValue && current is IConversionOperation { OperatorMethod: null } conversion)
        {
            current = conversion.Operand;
        }

        value = current.ConstantValue.HasValue ? current.ConstantValue.Value : null;
        return current.ConstantValue.HasValue;
    }

    internal static IOperation WithoutConversions(IOperation operation)
    {
        IOperation current = operation;
        while (current is IConversionOperation conversion)
        {
            current = conversion.Operand;
        }

        return current;
    }
}
