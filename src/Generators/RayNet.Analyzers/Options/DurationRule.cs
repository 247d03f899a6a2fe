using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RayNet.Analyzers.Options;

/// <summary>Durations are no constants; their usual spellings are read all the same.</summary>
internal static class DurationRule
{
    /// <returns>What is allowed, when the value is not.</returns>
    internal static string? Check(IOperation value, IPropertySymbol property, OptionSymbols symbols)
    {
        if (property.Name is not ("Timeout" or "RetryDelay" or "InfeasibleWarningDelay" or "ShutdownTimeout")
            || Sign(Constants.WithoutConversions(value), symbols) is not { } sign)
        {
            return null;
        }

        return property.Name == "Timeout"
            ? sign > 0 ? null : "more than zero, or leave it out for no limit"
            : sign >= 0 ? null : "zero or more";
    }

    private static int? Sign(IOperation value, OptionSymbols symbols) => value switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "Zero" } field } when IsTimeSpan(field, symbols) => 0,
        IFieldReferenceOperation { Field: { IsStatic: true, Name: "MinValue" } field } when IsTimeSpan(field, symbols) => -1,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, Operand: var operand } => -Sign(operand, symbols),
        IInvocationOperation { TargetMethod: { IsStatic: true } method, Arguments: { Length: > 0 } arguments }
            when IsTimeSpan(method, symbols) && method.Name.StartsWith("From", StringComparison.Ordinal) && OnlyFirst(arguments)
                && Constants.TryRead(arguments[0].Value, out object? constant) && constant is IConvertible
                => Math.Sign(Convert.ToDouble(constant, CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>With more arguments (<c>FromMinutes(1, seconds: -90)</c>) the sign is a sum: not certain.</summary>
    private static bool OnlyFirst(ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter?.Ordinal > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTimeSpan(ISymbol member, OptionSymbols symbols) =>
        symbols.IsTimeSpan(member.ContainingType);
}
