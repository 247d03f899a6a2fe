using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Roslyn.Types;

/// <summary>The defaults of parameters as expressions.</summary>
internal static class DefaultValues
{
    /// <summary>Null for a parameter without a default.</summary>
    internal static string? Expression(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        object? value = parameter.ExplicitDefaultValue;
        string? literal = value switch
        {
            null => null,
            double number when double.IsNaN(number) || double.IsInfinity(number) => double.IsNaN(number) ? "(0d / 0d)" : number > 0 ? "(1d / 0d)" : "(-1d / 0d)",
            float number when float.IsNaN(number) || float.IsInfinity(number) => float.IsNaN(number) ? "(0f / 0f)" : number > 0 ? "(1f / 0f)" : "(-1f / 0f)",
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        };

        if (literal is null)
        {
            return "default!";
        }

        ITypeSymbol type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : parameter.Type;
        return type.TypeKind == TypeKind.Enum ? $"({ShapeNames.Unique(type)})({literal})" : literal;
    }
}
